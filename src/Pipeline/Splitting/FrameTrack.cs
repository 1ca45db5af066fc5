using System.Runtime.CompilerServices;

namespace Longhand.Splitting;

/// <summary>The powers of the frames that may still be cut in, as running sums, so that the mean over any window is one subtraction.</summary>
internal sealed class FrameTrack
{
    /// <summary>−100 dBFS: what digital silence is taken for, so that its level has a value.</summary>
    private const double FloorPower = Frames.FullScalePower * 1e-10;

    // Sums over all frames since the start wrap around after hours; their differences do not care.
    private long[] _sums = new long[1024];
    private long _first;
    private int _count;

    public long First => _first;

    public long End => _first + _count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Append(ReadOnlySpan<FramePower> frames)
    {
        if (_count + frames.Length + 1 > _sums.Length)
            Array.Resize(ref _sums, Math.Max(_sums.Length * 2, _count + frames.Length + 1));
        foreach (var frame in frames)
        {
            _sums[_count + 1] = unchecked(_sums[_count] + frame.Ac);
            _count++;
        }
    }

    public void DropBefore(long frame)
    {
        var drop = (int)Math.Min(frame - _first, _count);
        if (drop <= 0)
            return;
        Array.Copy(_sums, drop, _sums, 0, _count - drop + 1);
        _first += drop;
        _count -= drop;
    }

    /// <summary>Mean power over frames <c>[from, to)</c>, as far as they are known, in squares of sample values.</summary>
    public double Mean(long from, long to)
    {
        var low = (int)(Math.Max(from, _first) - _first);
        var high = (int)(Math.Min(to, End) - _first);
        if (high <= low)
            return FloorPower;
        var sum = unchecked(_sums[high] - _sums[low]);
        return Math.Max(FloorPower, sum / ((double)Frames.Length * Frames.Length * (high - low)));
    }

    /// <summary>A power in dB below full scale.</summary>
    public static double ToDb(double power) => 10 * Math.Log10(power / Frames.FullScalePower);
}
