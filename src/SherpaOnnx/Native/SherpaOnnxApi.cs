using System.Runtime.InteropServices;

namespace Longhand.SherpaOnnx.Native;

// The part of c-api.h (1.13.8) in use. SherpaOnnxLibrary says where the library itself comes from.
internal static partial class SherpaOnnxApi
{
    public const string Library = "sherpa-onnx-c-api";

    [LibraryImport(Library, EntryPoint = "SherpaOnnxGetVersionStr")]
    public static partial nint GetVersion();

    [LibraryImport(Library, EntryPoint = "SherpaOnnxCreateOfflineRecognizer")]
    public static partial RecognizerHandle CreateRecognizer(in OfflineRecognizerConfig config);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroyOfflineRecognizer")]
    public static partial void DestroyRecognizer(nint recognizer);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxCreateOfflineStream")]
    public static partial StreamHandle CreateStream(RecognizerHandle recognizer);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroyOfflineStream")]
    public static partial void DestroyStream(nint stream);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxAcceptWaveformOffline")]
    public static partial void AcceptWaveform(StreamHandle stream, int rate, ReadOnlySpan<float> samples, int count);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDecodeOfflineStream")]
    public static partial void Decode(RecognizerHandle recognizer, StreamHandle stream);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxGetOfflineStreamResult")]
    public static partial ResultHandle GetResult(StreamHandle stream);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroyOfflineRecognizerResult")]
    public static partial void DestroyResult(nint result);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxCreateVoiceActivityDetector")]
    public static partial VoiceDetectorHandle CreateVoiceDetector(in VadModelConfig config, float bufferSeconds);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroyVoiceActivityDetector")]
    public static partial void DestroyVoiceDetector(nint detector);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxVoiceActivityDetectorAcceptWaveform")]
    public static partial void AcceptVoice(VoiceDetectorHandle detector, ReadOnlySpan<float> samples, int count);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxVoiceActivityDetectorDetected")]
    public static partial int IsInSpeech(VoiceDetectorHandle detector);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxVoiceActivityDetectorEmpty")]
    public static partial int IsEmpty(VoiceDetectorHandle detector);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxVoiceActivityDetectorFront")]
    public static partial SpeechSegmentHandle Front(VoiceDetectorHandle detector);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroySpeechSegment")]
    public static partial void DestroySpeechSegment(nint segment);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxVoiceActivityDetectorPop")]
    public static partial void Pop(VoiceDetectorHandle detector);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxVoiceActivityDetectorFlush")]
    public static partial void Flush(VoiceDetectorHandle detector);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxVoiceActivityDetectorReset")]
    public static partial void Reset(VoiceDetectorHandle detector);
}
