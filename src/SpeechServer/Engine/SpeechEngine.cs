using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Longhand.SherpaOnnx;

namespace Longhand.SpeechServer.Engine;

/// <summary>One recognizer for all, and a voice detector for each slot; who finds no slot free waits in order.</summary>
internal sealed class SpeechEngine : IDisposable
{
    private readonly MoonshineRecognizer recognizer;
    private readonly PhraseEar ear;
    private readonly ConcurrentBag<SileroVoiceDetector> detectors = [];
    private readonly SemaphoreSlim slots;
    private readonly StretchPlanner planner;

    private SpeechEngine(MoonshineRecognizer recognizer, IEnumerable<SileroVoiceDetector> detectors, StretchPlanner planner)
    {
        this.recognizer = recognizer;
        ear = new PhraseEar(samples => recognizer.Recognize(samples.Span));
        foreach (var detector in detectors)
            this.detectors.Add(detector);
        slots = new SemaphoreSlim(this.detectors.Count);
        this.planner = planner;
    }

    public static SpeechEngine Load(SpeechModels models, SpeechServerOptions options) => new(
        MoonshineRecognizer.Load(models),
        Enumerable.Range(0, options.Slots).Select(_ => SileroVoiceDetector.Load(models, new VoiceDetection())),
        new StretchPlanner(options.JoinGap, MoonshineRecognizer.LongestStretch));

    /// <summary>What is said, phrase by phrase as each is heard.</summary>
    public async IAsyncEnumerable<Utterance> TranscribeAsync(
        ReadOnlyMemory<float> samples, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            foreach (var stretch in planner.Plan(Voiced(samples.Span), samples.Span))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Hear(stretch, samples) is { Text.Length: > 0 } utterance)
                    yield return utterance;
            }
        }
        finally
        {
            slots.Release();
        }
    }

    public void Dispose()
    {
        slots.Dispose();
        recognizer.Dispose();
        foreach (var detector in detectors)
            detector.Dispose();
    }

    private IReadOnlyList<VoicedRange> Voiced(ReadOnlySpan<float> samples)
    {
        if (!detectors.TryTake(out var detector))
            throw new InvalidOperationException("A slot was free, but no voice detector was: there must be one for each slot.");
        try
        {
            return [.. detector.Accept(samples), .. detector.Finish()];
        }
        finally
        {
            detectors.Add(detector);
        }
    }

    private Utterance Hear(Stretch stretch, ReadOnlyMemory<float> samples)
    {
        var text = ear.Hear(samples[(int)stretch.Heard.Start..(int)stretch.Heard.End]);
        return new Utterance(TimeOf(stretch.Speech.Start), TimeOf(stretch.Speech.End), text);
    }

    private static TimeSpan TimeOf(long sample) => TimeSpan.FromSeconds((double)sample / MoonshineRecognizer.SampleRate);
}
