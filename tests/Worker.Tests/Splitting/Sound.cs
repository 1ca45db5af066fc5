using Longhand.Splitting;

namespace Longhand.Tests.Splitting;

/// <summary>Makes sounds out of a seed: steady noise, and something that goes up and down the way speech does.</summary>
internal sealed class Sound(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<short> _samples = [];

    public long Length => _samples.Count;

    public Sound Noise(double seconds, double dbfs)
    {
        var amplitude = Math.Pow(10, dbfs / 20) * 32768 * Math.Sqrt(3);
        for (var i = 0; i < (int)(seconds * 16_000); i++)
            _samples.Add((short)(((_random.NextDouble() * 2) - 1) * amplitude));
        return this;
    }

    public Sound Zeros(double seconds)
    {
        _samples.AddRange(Enumerable.Repeat((short)0, (int)(seconds * 16_000)));
        return this;
    }

    /// <summary>Syllables of 100 to 250 ms with dips between them, and a pause after every few.</summary>
    public Sound Speech(double seconds, double dbfs = -20, double pause = 0.3)
    {
        var end = _samples.Count + (int)(seconds * 16_000);
        while (_samples.Count < end)
        {
            for (var syllable = _random.Next(2, 9); syllable > 0 && _samples.Count < end; syllable--)
                Noise(Math.Min(Left(end), 0.1 + (_random.NextDouble() * 0.15)), dbfs - (_random.NextDouble() * 12));
            Noise(Math.Min(Left(end), pause), -65);
        }

        return this;
    }

    public short[] ToArray() => [.. _samples];

    public FramePower[] ToFrames() => Measure(_samples.ToArray());

    public static FramePower[] Measure(short[] samples)
    {
        var pcm = new PcmWindow();
        pcm.Append(System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples.AsSpan()));
        return new FrameMeter().Measure(pcm).ToArray();
    }

    private double Left(int end) => Math.Max(1, end - _samples.Count) / 16_000.0;
}
