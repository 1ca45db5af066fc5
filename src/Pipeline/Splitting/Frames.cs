using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Longhand.Splitting;

/// <summary>Measures frames of 10 ms on one grid from the recording's first sample on.</summary>
internal static class Frames
{
    /// <summary>Samples of a frame.</summary>
    public const int Length = 160;

    /// <summary>Samples before a frame that its measure looks back on.</summary>
    public const int History = 8;

    /// <summary>Squares of full scale.</summary>
    public const double FullScalePower = 32768.0 * 32768.0;

    /// <param name="samples">The <see cref="History"/> samples before the frame, and the frame.</param>
    // At once as fast as it gets: a recording is over before the runtime would have found out that this is worth optimizing.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FramePower Measure(ReadOnlySpan<short> samples)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Length, History + Length);
        ref var first = ref MemoryMarshal.GetReference(samples);
        var sum = Vector<int>.Zero;
        Vector<ulong> squares = default, high = default, middle = default;
        for (var at = History; at < samples.Length; at += Vector<short>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref first, (nuint)at), out var low0, out var high0);
            Vector.Widen(Vector.LoadUnsafe(ref first, (nuint)(at - 1)), out var low1, out var high1);
            Vector.Widen(Vector.LoadUnsafe(ref first, (nuint)(at - History)), out var low8, out var high8);
            sum += low0 + high0;
            squares = AddSquares(squares, low0, high0);
            high = AddSquares(high, low0 - low1, high0 - high1);
            middle = AddSquares(middle, low0 - low8, high0 - high8);
        }

        long total = Vector.Sum(sum);
        return new FramePower(
            (Length * (long)Vector.Sum(squares)) - (total * total), (long)Vector.Sum(high), (long)Vector.Sum(middle));
    }

    // A difference of two samples needs 17 bits, so its square fits 32 bits only without a sign.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<ulong> AddSquares(Vector<ulong> sum, Vector<int> low, Vector<int> high)
    {
        Vector.Widen(Vector.AsVectorUInt32(low * low), out var a, out var b);
        Vector.Widen(Vector.AsVectorUInt32(high * high), out var c, out var d);
        return sum + (a + b) + (c + d);
    }
}
