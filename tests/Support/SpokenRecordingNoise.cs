namespace Longhand.Support;

/// <summary>A room's faint noise: ten seconds of it, over and over.</summary>
internal sealed class SpokenRecordingNoise
{
    private const int LoopSamples = 10 * SpokenRecording.SampleRate;

    private readonly short[] loop;

    private SpokenRecordingNoise(short[] loop) => this.loop = loop;

    public static SpokenRecordingNoise At(double? decibels, int seed)
    {
        if (decibels is not { } level)
            return new([]);
        var random = new Random(seed);
        // Uniform noise has 1/√3 of its amplitude as its root mean square.
        var amplitude = Math.Sqrt(3) * 32768 * Math.Pow(10, level / 20);
        var samples = new short[LoopSamples];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (short)Math.Round(((random.NextDouble() * 2) - 1) * amplitude);
        return new(samples);
    }

    public void AddTo(Span<short> samples, long position)
    {
        if (loop.Length == 0)
            return;
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (short)Math.Clamp(samples[i] + loop[(position + i) % LoopSamples], short.MinValue, short.MaxValue);
    }
}
