using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Longhand.Storage;

/// <summary>The names in a folder, which reach the disk apart from what the files hold.</summary>
internal static partial class FolderEntries
{
    private const int ReadOnly = 0;

    // Of Linux's x86 and Arm; it closes the descriptor in programs that are started meanwhile.
    private const int CloseOnExec = 0x80000;

    // EINVAL: what file systems answer that know no such flush, as some of the network's do; PostgreSQL goes on there too.
    private const int Invalid = 22;

    /// <summary>
    /// Returns when the names that the folder holds now outlast a power cut (fsync(2), on the folder itself).
    /// </summary>
    /// <exception cref="IOException">
    /// The folder cannot be opened or the disk refuses; the error of the system is its result.
    /// </exception>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var handle = Open(folder, ReadOnly | CloseOnExec);
        if (!handle.IsInvalid && Synchronize(handle) == 0)
            return;
        var error = Marshal.GetLastPInvokeError();
        if (handle.IsInvalid || error != Invalid)
            throw new IOException($"{folder} could not be flushed to its disk: {Marshal.GetPInvokeErrorMessage(error)}.", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(SafeHandle file);
}
