using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Longhand.SherpaOnnx.Native;

internal sealed class ResultHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    // The text is the first field of the result; nothing behind it is read, so its layout doesn't matter here.
    public string Text => Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(handle)) ?? "";

    protected override bool ReleaseHandle()
    {
        SherpaOnnxApi.DestroyResult(handle);
        return true;
    }
}
