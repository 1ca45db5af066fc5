using Microsoft.Win32.SafeHandles;

namespace Longhand.SherpaOnnx.Native;

internal sealed class StreamHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        SherpaOnnxApi.DestroyStream(handle);
        return true;
    }
}
