using Microsoft.Win32.SafeHandles;

namespace Longhand.SherpaOnnx.Native;

internal sealed class RecognizerHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        SherpaOnnxApi.DestroyRecognizer(handle);
        return true;
    }
}
