using Microsoft.Win32.SafeHandles;

namespace Longhand.SherpaOnnx.Native;

internal sealed class VoiceDetectorHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        SherpaOnnxApi.DestroyVoiceDetector(handle);
        return true;
    }
}
