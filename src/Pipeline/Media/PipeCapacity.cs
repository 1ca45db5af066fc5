using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Longhand.Media;

/// <summary>Larger pipes let ffmpeg and us run past each other with fewer switches.</summary>
internal static partial class PipeCapacity
{
    private const int SetPipeSize = 1031;
    private const int Bytes = 1 << 20;

    /// <summary>Asks Linux for a larger buffer; a refusal costs speed and nothing else.</summary>
    public static void Enlarge(Stream pipe)
    {
        if (OperatingSystem.IsLinux() && pipe is PipeStream { SafePipeHandle: var handle })
            _ = SetSize(handle, SetPipeSize, Bytes);
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int SetSize(SafeHandle file, int command, int bytes);
}
