using Longhand.SherpaOnnx;

namespace Longhand.SpeechServer.Engine;

/// <summary>Finds where a phrase really begins: the voice detector sometimes wakes up only behind a first short word.</summary>
internal static class SpeechOnset
{
    private const int FrameSamples = MoonshineRecognizer.SampleRate / 100;

    // A first word and the stop behind it; a sound that lies further back is another phrase's.
    private const int LongestWayFrames = 60;

    private const int LongestStopFrames = 6;

    private const double AboveNoiseDecibels = 12;

    private const double BelowSpeechDecibels = 25;

    /// <param name="speech">The phrase as it was detected.</param>
    /// <param name="earliest">Where the phrase before it ends.</param>
    /// <param name="samples">The whole file.</param>
    /// <param name="noiseDecibels">Level of what lies between phrases.</param>
    /// <returns>The first sample of the sound that leads into the phrase without a longer stop.</returns>
    public static long Find(VoicedRange speech, long earliest, ReadOnlySpan<float> samples, double noiseDecibels)
    {
        var threshold = Math.Max(noiseDecibels + AboveNoiseDecibels, Percentile(samples[(int)speech.Start..(int)speech.End], 0.75) - BelowSpeechDecibels);
        var (onset, stop) = (speech.Start, 0);
        for (var way = 1; way <= LongestWayFrames && stop <= LongestStopFrames; way++)
        {
            var start = speech.Start - (way * FrameSamples);
            if (start < earliest)
                break;
            if (Level(samples.Slice((int)start, FrameSamples)) >= threshold)
                (onset, stop) = (start, 0);
            else
                stop++;
        }

        return onset;
    }

    /// <summary>The level that a tenth of the file's frames stay below, in dB of full scale.</summary>
    public static double NoiseDecibels(ReadOnlySpan<float> samples) => Percentile(samples, 0.1);

    private static double Percentile(ReadOnlySpan<float> samples, double share)
    {
        if (samples.Length < FrameSamples)
            return double.NegativeInfinity;
        var levels = new double[samples.Length / FrameSamples];
        for (var frame = 0; frame < levels.Length; frame++)
            levels[frame] = Level(samples.Slice(frame * FrameSamples, FrameSamples));
        Array.Sort(levels);
        return levels[(int)(share * (levels.Length - 1))];
    }

    private static double Level(ReadOnlySpan<float> frame)
    {
        const double Faintest = 1e-10;
        var power = 0.0;
        foreach (var sample in frame)
            power += sample * sample;
        return 10 * Math.Log10((power / frame.Length) + Faintest);
    }
}
