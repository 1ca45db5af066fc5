using System.Runtime.InteropServices;

namespace Longhand.SherpaOnnx.Native;

// NUL-terminated UTF-8 for the time of one call: the library copies every string of a configuration.
internal sealed class NativeTexts : IDisposable
{
    private readonly List<nint> texts = [];

    public nint Of(string text)
    {
        var pointer = Marshal.StringToCoTaskMemUTF8(text);
        texts.Add(pointer);
        return pointer;
    }

    public void Dispose() => texts.ForEach(Marshal.FreeCoTaskMem);
}
