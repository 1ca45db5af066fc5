using System.Reflection;
using System.Runtime.InteropServices;

namespace Longhand.SherpaOnnx.Native;

// Loaded once a process, and only after its bytes are known: the config structs grow from release to release and are
// passed by value, so another release would read our configuration as garbage.
internal static class SherpaOnnxLibrary
{
    private static readonly Lock Loading = new();
    private static nint library;

    public static void Load(SpeechModels models)
    {
        lock (Loading)
        {
            if (library != 0)
                return;
            if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            {
                throw new SpeechModelsException(
                    $"The speech engine is built for linux-x64 and this is {RuntimeInformation.RuntimeIdentifier}: "
                    + "run it on 64-bit x86 Linux.");
            }

            var runtime = models.Verified(ModelFile.OnnxRuntime);
            var engine = models.Verified(ModelFile.SherpaOnnx);
            NativeLibrary.Load(runtime);
            library = NativeLibrary.Load(engine);
            NativeLibrary.SetDllImportResolver(typeof(SherpaOnnxLibrary).Assembly, Resolve);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == SherpaOnnxApi.Library ? library : 0;
}
