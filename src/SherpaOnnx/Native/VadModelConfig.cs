using System.Runtime.InteropServices;

namespace Longhand.SherpaOnnx.Native;

[StructLayout(LayoutKind.Sequential)]
internal struct VadModelConfig
{
    public DetectorConfig Silero;
    public int SampleRate;
    public int ThreadCount;
    public nint Provider;
    public int Debug;
    public DetectorConfig Ten;

    [StructLayout(LayoutKind.Sequential)]
    internal struct DetectorConfig
    {
        public nint Model;
        public float Threshold;
        public float MinSilenceSeconds;
        public float MinSpeechSeconds;
        public int WindowSamples;
        public float MaxSpeechSeconds;
    }
}
