using System.Numerics;
using System.Runtime.InteropServices;
using Longhand.Recordings;

namespace Longhand.IntegrationTests.Media;

/// <summary>Finds a piece of one recording in another, by correlation: how late it comes there.</summary>
internal static class Echo
{
    private const int Piece = 3 * AudioClock.SampleRate;

    /// <summary>How much later than expected the master's piece comes in what was decoded, in ms.</summary>
    /// <param name="master">What was said.</param>
    /// <param name="decoded">What came out.</param>
    /// <param name="at">Where the piece starts in the master, in seconds; three seconds are looked for.</param>
    /// <param name="shift">How much later it should come, in seconds.</param>
    /// <param name="within">How far around it is looked for, in ms.</param>
    public static double LateMs(short[] master, short[] decoded, double at, double shift = 0, double within = 150)
    {
        var from = (int)AudioClock.ToSamples(at);
        var expected = (int)AudioClock.ToSamples(at + shift);
        var reach = (int)AudioClock.ToSamples(within / 1000);
        var sought = Floats(master, from, Piece);
        var heard = Floats(decoded, expected - reach, Piece + (2 * reach));
        var best = Enumerable.Range(0, 2 * reach).MaxBy(lag => Dot(sought, heard.AsSpan(lag, Piece)));

        var found = heard.AsSpan(best, Piece);
        var likeness = Dot(sought, found) / Math.Sqrt(Dot(sought, sought) * Dot(found, found));
        likeness.ShouldBeGreaterThan(0.3, $"what is said at {at} s is not heard there");
        return (best - reach) * 1000.0 / AudioClock.SampleRate;
    }

    private static float[] Floats(short[] samples, int from, int count)
    {
        var floats = new float[count];
        for (var i = Math.Max(0, -from); i < count && from + i < samples.Length; i++)
            floats[i] = samples[from + i];
        return floats;
    }

    private static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = Vector<float>.Zero;
        var lefts = MemoryMarshal.Cast<float, Vector<float>>(left);
        var rights = MemoryMarshal.Cast<float, Vector<float>>(right);
        for (var i = 0; i < lefts.Length; i++)
            sum += lefts[i] * rights[i];
        return Vector.Sum(sum);
    }
}
