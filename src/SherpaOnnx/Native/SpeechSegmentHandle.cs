using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Longhand.SherpaOnnx.Native;

internal sealed class SpeechSegmentHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    public SpeechSegment Value => Marshal.PtrToStructure<SpeechSegment>(handle);

    protected override bool ReleaseHandle()
    {
        SherpaOnnxApi.DestroySpeechSegment(handle);
        return true;
    }
}
