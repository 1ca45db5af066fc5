using System.Runtime.InteropServices;

namespace Longhand.SherpaOnnx.Native;

[StructLayout(LayoutKind.Sequential)]
internal struct SpeechSegment
{
    public int Start;
    public nint Samples;
    public int Count;
}
