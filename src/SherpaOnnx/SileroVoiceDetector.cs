using Longhand.SherpaOnnx.Native;

namespace Longhand.SherpaOnnx;

/// <summary>Tells speech from everything else (Silero VAD v6), in a stream of any length. For one thread at a time.</summary>
public sealed class SileroVoiceDetector : IDisposable
{
    /// <summary>The rate of all samples handed over, in hertz.</summary>
    public const int SampleRate = MoonshineRecognizer.SampleRate;

    private const int WindowSamples = 512;
    private const float BufferSeconds = 60;

    // While speech lasts, the engine keeps all of it and copies it at every window: an hour of babble would choke it.
    private const int LongestSpeech = 30 * SampleRate;

    // Speech is answered from a little before the window that it was noticed in: two windows and the shortest speech.
    private const int LookBack = SampleRate / 2;

    // The engine counts samples in 32 bits, which 37 hours overflow.
    private const long DefaultRestartAfter = 1L << 30;

    private readonly VoiceDetectorHandle detector;
    private readonly long restartAfter;
    private readonly float[] pending = new float[WindowSamples];
    private long engineStart;
    private long accepted;
    private int held;
    private int inSpeech;

    private SileroVoiceDetector(VoiceDetectorHandle detector, long restartAfter)
    {
        this.detector = detector;
        this.restartAfter = restartAfter;
    }

    /// <summary>Verifies the model and loads it: a few milliseconds, and about 10 MB of memory.</summary>
    public static SileroVoiceDetector Load(SpeechModels models, VoiceDetection detection) =>
        Load(models, detection, DefaultRestartAfter);

    internal static SileroVoiceDetector Load(SpeechModels models, VoiceDetection detection, long restartAfter)
    {
        SherpaOnnxLibrary.Load(models);
        using var texts = new NativeTexts();
        var config = new VadModelConfig
        {
            SampleRate = SampleRate,
            ThreadCount = 1,
            Provider = texts.Of("cpu"),
            Silero = new()
            {
                Model = texts.Of(models.Verified(ModelFile.SileroVad)),
                Threshold = detection.Threshold,
                MinSilenceSeconds = (float)detection.MinSilence.TotalSeconds,
                MinSpeechSeconds = (float)detection.MinSpeech.TotalSeconds,
                WindowSamples = WindowSamples,
                MaxSpeechSeconds = (float)detection.LongSpeech.TotalSeconds,
            },
        };
        var created = SherpaOnnxApi.CreateVoiceDetector(in config, BufferSeconds);
        return created.IsInvalid
            ? throw new SpeechModelsException(
                "The speech engine refused the voice detection model; its own words are on standard error.")
            : new SileroVoiceDetector(created, restartAfter);
    }

    /// <summary>All speech that starts before this sample was answered.</summary>
    public long DecidedUpTo { get; private set; }

    /// <summary>
    /// Hears the next samples (mono, −1 to 1) and answers the stretches of speech that ended in them. Speech without a
    /// pause comes in pieces of at most half a minute that touch.
    /// </summary>
    public IReadOnlyList<VoicedRange> Accept(ReadOnlySpan<float> samples)
    {
        var ended = new List<VoicedRange>();
        // One window a call: of a longer piece the engine only says whether there is speech anywhere in it. And always the
        // same windows, however the samples come.
        while (!samples.IsEmpty)
        {
            var taken = Math.Min(WindowSamples - held, samples.Length);
            samples[..taken].CopyTo(pending.AsSpan(held));
            samples = samples[taken..];
            held += taken;
            if (held == WindowSamples)
                HearPending(ended);
        }

        return ended;
    }

    /// <summary>Ends the stream: answers the speech that was still going on, and is ready for another stream.</summary>
    public IReadOnlyList<VoicedRange> Finish()
    {
        var length = accepted + held;
        var ended = new List<VoicedRange>();
        if (held > 0)
        {
            pending.AsSpan(held).Clear();
            HearPending(ended);
        }

        // The engine judges whole windows only, and would leave the last syllable of a broken off word out.
        Hear(new float[WindowSamples], ended);
        SherpaOnnxApi.Flush(detector);
        Take(ended);
        Restart();
        engineStart = accepted = DecidedUpTo = 0;
        return [.. ended
            .Where(range => range.Start < length)
            .Select(range => range with { End = Math.Min(range.End, length) })];
    }

    public void Dispose() => detector.Dispose();

    private void HearPending(List<VoicedRange> ended)
    {
        held = 0;
        Hear(pending, ended);
    }

    private void Hear(ReadOnlySpan<float> window, List<VoicedRange> ended)
    {
        SherpaOnnxApi.AcceptVoice(detector, window, window.Length);
        accepted += window.Length;
        inSpeech = SherpaOnnxApi.IsInSpeech(detector) == 0 ? 0 : inSpeech + window.Length;
        if (inSpeech >= LongestSpeech)
        {
            SherpaOnnxApi.Flush(detector);
            inSpeech = 0;
        }

        Take(ended);
        if (inSpeech == 0)
            DecidedUpTo = Math.Max(DecidedUpTo, accepted - LookBack);
        if (inSpeech == 0 && accepted - engineStart >= restartAfter)
            Restart();
    }

    private void Restart()
    {
        SherpaOnnxApi.Reset(detector);
        engineStart = accepted;
        inSpeech = 0;
    }

    private void Take(List<VoicedRange> ended)
    {
        while (SherpaOnnxApi.IsEmpty(detector) == 0)
        {
            using (var segment = SherpaOnnxApi.Front(detector))
            {
                var start = engineStart + segment.Value.Start;
                ended.Add(new VoicedRange(start, start + segment.Value.Count));
            }

            SherpaOnnxApi.Pop(detector);
        }
    }
}
