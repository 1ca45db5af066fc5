using System.Runtime.InteropServices;

namespace Longhand.SherpaOnnx.Native;

// Laid out as in c-api.h of 1.13.8: every family of models is embedded by value, so each must be here for those in use
// to lie right.
[StructLayout(LayoutKind.Sequential)]
internal struct OfflineModelConfig
{
    public TransducerConfig Transducer;
    public nint ParaformerModel;
    public nint NemoCtcModel;
    public WhisperConfig Whisper;
    public nint TdnnModel;
    public nint Tokens;
    public int ThreadCount;
    public int Debug;
    public nint Provider;
    public nint ModelType;
    public nint ModelingUnit;
    public nint BpeVocabulary;
    public nint TelespeechCtcModel;
    public SenseVoiceConfig SenseVoice;
    public MoonshineConfig Moonshine;
    public FireRedConfig FireRed;
    public nint DolphinModel;
    public nint ZipformerCtcModel;
    public CanaryConfig Canary;
    public nint WenetCtcModel;
    public nint OmnilingualModel;
    public nint MedAsrModel;
    public FunAsrNanoConfig FunAsrNano;
    public nint FireRedCtcModel;
    public Qwen3Config Qwen3;
    public CohereConfig Cohere;

    [StructLayout(LayoutKind.Sequential)]
    internal struct TransducerConfig
    {
        public nint Encoder;
        public nint Decoder;
        public nint Joiner;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct WhisperConfig
    {
        public nint Encoder;
        public nint Decoder;
        public nint Language;
        public nint Task;
        public int TailPaddings;
        public int TokenTimestamps;
        public int SegmentTimestamps;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct SenseVoiceConfig
    {
        public nint Model;
        public nint Language;
        public int InverseTextNormalization;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct MoonshineConfig
    {
        public nint Preprocessor;
        public nint Encoder;
        public nint UncachedDecoder;
        public nint CachedDecoder;
        public nint MergedDecoder;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct FireRedConfig
    {
        public nint Encoder;
        public nint Decoder;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct CanaryConfig
    {
        public nint Encoder;
        public nint Decoder;
        public nint SourceLanguage;
        public nint TargetLanguage;
        public int Punctuation;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct FunAsrNanoConfig
    {
        public nint EncoderAdaptor;
        public nint LanguageModel;
        public nint Embedding;
        public nint Tokenizer;
        public nint SystemPrompt;
        public nint UserPrompt;
        public int MaxNewTokens;
        public float Temperature;
        public float TopP;
        public int Seed;
        public nint Language;
        public int InverseTextNormalization;
        public nint Hotwords;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Qwen3Config
    {
        public nint ConvolutionFrontend;
        public nint Encoder;
        public nint Decoder;
        public nint Tokenizer;
        public int MaxTotalLength;
        public int MaxNewTokens;
        public float Temperature;
        public float TopP;
        public int Seed;
        public nint Hotwords;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct CohereConfig
    {
        public nint Encoder;
        public nint Decoder;
        public nint Language;
        public int Punctuation;
        public int InverseTextNormalization;
    }
}
