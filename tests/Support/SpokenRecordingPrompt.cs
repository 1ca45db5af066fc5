namespace Longhand.Support;

/// <summary>One thing a real voice says.</summary>
/// <param name="Name">Its file's name, without the extension.</param>
/// <param name="Text">Its words.</param>
/// <param name="Samples">16 kHz mono, from the file's first to its last sample.</param>
/// <param name="FirstVoicedSample">Where its sound begins.</param>
/// <param name="LastVoicedSample">Where its sound ends.</param>
public sealed record SpokenRecordingPrompt(string Name, string Text, ReadOnlyMemory<short> Samples, int FirstVoicedSample, int LastVoicedSample)
{
    private const int FrameSamples = SpokenRecording.SampleRate / 200;

    // The prompts are studio-clean: what lies less than this below their loud parts is voice, and what is fainter than the
    // floor is the studio.
    private const double VoiceRangeDecibels = 38;
    private const double FloorDecibels = -62;

    // Shorter ones are clicks.
    private const int ShortestVoicedFrames = 6;

    public static SpokenRecordingPrompt Of(string name, string text, ReadOnlyMemory<short> samples)
    {
        var voiced = FindVoiced(samples.Span);
        return new SpokenRecordingPrompt(name, text, samples, voiced.Start.Value, voiced.End.Value);
    }

    private static Range FindVoiced(ReadOnlySpan<short> samples)
    {
        var levels = new double[samples.Length / FrameSamples];
        for (var frame = 0; frame < levels.Length; frame++)
            levels[frame] = Level(samples.Slice(frame * FrameSamples, FrameSamples));
        var sorted = levels.Order().ToArray();
        var threshold = Math.Max(sorted[sorted.Length * 95 / 100] - VoiceRangeDecibels, FloorDecibels);

        var (first, last, run) = (-1, -1, 0);
        for (var frame = 0; frame < levels.Length; frame++)
        {
            run = levels[frame] > threshold ? run + 1 : 0;
            if (run < ShortestVoicedFrames)
                continue;
            if (first < 0)
                first = frame + 1 - run;
            last = frame;
        }

        return first < 0 ? 0..samples.Length : (first * FrameSamples)..((last + 1) * FrameSamples);
    }

    private static double Level(ReadOnlySpan<short> frame)
    {
        var energy = 0.0;
        foreach (var sample in frame)
            energy += (double)sample * sample;
        return 10 * Math.Log10((energy / frame.Length / (32768.0 * 32768.0)) + 1e-10);
    }
}
