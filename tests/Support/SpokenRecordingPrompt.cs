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
        var sounds = FindSounds(samples.Span);
        return sounds.Count == 0
            ? new SpokenRecordingPrompt(name, text, samples, 0, samples.Length)
            : new SpokenRecordingPrompt(name, text, samples, sounds[0].Start, sounds[^1].End);
    }

    /// <summary>Mean square of the samples between the first and the last voiced one.</summary>
    public double Power
    {
        get
        {
            var energy = 0.0;
            foreach (var sample in Samples.Span[FirstVoicedSample..LastVoicedSample])
                energy += (double)sample * sample;
            return energy / (LastVoicedSample - FirstVoicedSample);
        }
    }

    /// <summary>The same prompt, said without longer pauses; of each the middle is taken out.</summary>
    public SpokenRecordingPrompt WithPausesUpTo(TimeSpan longest)
    {
        var kept = (int)(longest.TotalSeconds * SpokenRecording.SampleRate);
        var shortened = new List<short>(Samples.Length);
        var from = 0;
        foreach (var (sound, next) in FindSounds(Samples.Span) is var sounds ? sounds.Zip(sounds.Skip(1)) : [])
        {
            if (next.Start - sound.End <= kept)
                continue;
            shortened.AddRange(Samples.Span[from..(sound.End + (kept / 2))]);
            from = next.Start - (kept - (kept / 2));
        }

        shortened.AddRange(Samples.Span[from..]);
        return new(Name, Text, shortened.ToArray(), FirstVoicedSample, shortened.Count - (Samples.Length - LastVoicedSample));
    }

    private static List<(int Start, int End)> FindSounds(ReadOnlySpan<short> samples)
    {
        var levels = new double[samples.Length / FrameSamples];
        for (var frame = 0; frame < levels.Length; frame++)
            levels[frame] = Level(samples.Slice(frame * FrameSamples, FrameSamples));
        var sorted = levels.Order().ToArray();
        var threshold = Math.Max(sorted[sorted.Length * 95 / 100] - VoiceRangeDecibels, FloorDecibels);

        var sounds = new List<(int Start, int End)>();
        for (var (frame, run) = (0, 0); frame < levels.Length; frame++)
        {
            run = levels[frame] > threshold ? run + 1 : 0;
            if (run == ShortestVoicedFrames)
                sounds.Add(((frame + 1 - run) * FrameSamples, (frame + 1) * FrameSamples));
            else if (run > ShortestVoicedFrames)
                sounds[^1] = sounds[^1] with { End = (frame + 1) * FrameSamples };
        }

        return sounds;
    }

    private static double Level(ReadOnlySpan<short> frame)
    {
        var energy = 0.0;
        foreach (var sample in frame)
            energy += (double)sample * sample;
        return 10 * Math.Log10((energy / frame.Length / (32768.0 * 32768.0)) + 1e-10);
    }
}
