using System.Runtime.InteropServices;

namespace Longhand.SherpaOnnx.Native;

[StructLayout(LayoutKind.Sequential)]
internal struct OfflineRecognizerConfig
{
    public FeatureConfig Features;
    public OfflineModelConfig Model;
    public LanguageModelConfig LanguageModel;
    public nint DecodingMethod;
    public int MaxActivePaths;
    public nint HotwordsFile;
    public float HotwordsScore;
    public nint RuleFsts;
    public nint RuleFars;
    public float BlankPenalty;
    public HomophoneReplacerConfig HomophoneReplacer;

    [StructLayout(LayoutKind.Sequential)]
    internal struct FeatureConfig
    {
        public int SampleRate;
        public int Dimension;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct LanguageModelConfig
    {
        public nint Model;
        public float Scale;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct HomophoneReplacerConfig
    {
        public nint DictionaryFolder;
        public nint Lexicon;
        public nint RuleFsts;
    }
}
