using Longhand.Recordings;
using Longhand.SherpaOnnx;

namespace Longhand.Splitting;

/// <summary>Finds stretches that hold no speech by a neural network: music and noise that changes are none.</summary>
internal sealed class SileroSilences : ISilenceDetector
{
    private const float FullScale = 32768;

    private readonly SileroVoiceDetector detector;
    private readonly SilenceTrack track;
    private readonly long shortest;
    private float[] heard = [];
    private long silentFrom;
    private long? total;

    public SileroSilences(SpeechModels models, SplittingOptions options)
    {
        detector = SileroVoiceDetector.Load(models, new VoiceDetection { Threshold = (float)options.SileroThreshold });
        track = new SilenceTrack(AudioClock.ToSamples(options.SilencePadding));
        shortest = AudioClock.ToSamples(options.MinSilence);
    }

    // A stretch that is silent so far is known as a silence once it is long enough.
    public long DecidedUpTo => total ?? Math.Max(0, detector.DecidedUpTo - shortest);

    public void Append(ReadOnlySpan<short> samples, ReadOnlySpan<FramePower> frames)
    {
        if (heard.Length < samples.Length)
            heard = new float[samples.Length];
        for (var i = 0; i < samples.Length; i++)
            heard[i] = samples[i] / FullScale;
        foreach (var speech in detector.Accept(heard.AsSpan(0, samples.Length)))
            Add(speech);
        if (detector.DecidedUpTo - silentFrom >= shortest)
            track.Add(new SampleRange(silentFrom, detector.DecidedUpTo));
    }

    public void Complete(long samples)
    {
        foreach (var speech in detector.Finish())
            Add(speech);
        if (samples - silentFrom >= shortest)
            track.Add(new SampleRange(silentFrom, samples));
        track.CloseAtEnd(samples);
        total = samples;
    }

    public Silence? After(long position) => track.After(position);

    public void Dispose() => detector.Dispose();

    private void Add(VoicedRange speech)
    {
        if (speech.Start - silentFrom >= shortest)
            track.Add(new SampleRange(silentFrom, speech.Start));
        track.Close();
        silentFrom = Math.Max(silentFrom, speech.End);
    }
}
