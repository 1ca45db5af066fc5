using System.Runtime.InteropServices;
using Longhand.SherpaOnnx.Native;

namespace Longhand.SherpaOnnx;

/// <summary>Hears English: Moonshine base (int8) in one native recognizer, for any number of threads.</summary>
public sealed class MoonshineRecognizer : IDisposable
{
    /// <summary>The rate of all samples handed over, in hertz.</summary>
    public const int SampleRate = 16_000;

    /// <summary>The longest stretch of speech that is heard reliably; beyond it the model begins to repeat itself.</summary>
    public static readonly TimeSpan LongestStretch = TimeSpan.FromSeconds(20);

    // Sound that begins or ends at once makes the model repeat itself or fall silent. Of 50 stretches cut out of
    // running speech that were heard so, none was with this much quiet on both sides; on one side, or with 0.5 s, some were. It
    // also brings the least that the engine's convolutions need.
    private const int QuietSamples = 3 * SampleRate / 10;

    private readonly RecognizerHandle recognizer;

    private MoonshineRecognizer(RecognizerHandle recognizer) => this.recognizer = recognizer;

    /// <summary>The version of the native engine, once it is loaded.</summary>
    public static string EngineVersion => Marshal.PtrToStringUTF8(SherpaOnnxApi.GetVersion()) ?? "";

    /// <summary>Verifies the model's files and loads them: about a second, and 200 MB of memory.</summary>
    public static MoonshineRecognizer Load(SpeechModels models)
    {
        SherpaOnnxLibrary.Load(models);
        var encoder = models.Verified(ModelFile.MoonshineEncoder);
        var decoder = models.Verified(ModelFile.MoonshineDecoder);
        var tokenizer = models.Verified(ModelFile.LlamaTokenizer);
        var scratch = Directory.CreateTempSubdirectory("longhand-tokens-");
        try
        {
            var tokens = Path.Combine(scratch.FullName, "tokens.txt");
            File.WriteAllLines(tokens, TokenTable.LinesFrom(File.ReadAllText(tokenizer)));
            return Create(encoder, decoder, tokens);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>What is said in the samples (mono, −1 to 1); empty where nothing is.</summary>
    public string Recognize(ReadOnlySpan<float> samples)
    {
        var surrounded = new float[QuietSamples + samples.Length + QuietSamples];
        samples.CopyTo(surrounded.AsSpan(QuietSamples));
        return Decode(surrounded);
    }

    public void Dispose() => recognizer.Dispose();

    private string Decode(ReadOnlySpan<float> samples)
    {
        using var stream = SherpaOnnxApi.CreateStream(recognizer);
        SherpaOnnxApi.AcceptWaveform(stream, SampleRate, samples, samples.Length);
        SherpaOnnxApi.Decode(recognizer, stream);
        using var result = SherpaOnnxApi.GetResult(stream);
        return result.IsInvalid ? "" : result.Text.Trim();
    }

    private static MoonshineRecognizer Create(string encoder, string decoder, string tokens)
    {
        using var texts = new NativeTexts();
        var config = new OfflineRecognizerConfig
        {
            Features = new() { SampleRate = SampleRate, Dimension = 80 },
            DecodingMethod = texts.Of("greedy_search"),
        };
        config.Model.Moonshine.Encoder = texts.Of(encoder);
        config.Model.Moonshine.MergedDecoder = texts.Of(decoder);
        config.Model.Tokens = texts.Of(tokens);
        config.Model.Provider = texts.Of("cpu");
        // More threads in one decode are slower than one: what runs side by side here are requests.
        config.Model.ThreadCount = 1;

        var created = SherpaOnnxApi.CreateRecognizer(in config);
        return created.IsInvalid
            ? throw new SpeechModelsException("The speech engine refused its model; its own words are on standard error.")
            : new MoonshineRecognizer(created);
    }
}
