using System.Runtime.CompilerServices;

namespace Longhand.Splitting;

/// <summary>How far apart the last N levels lie, at a constant cost for each new one.</summary>
internal sealed class SlidingExtent(int length)
{
    private readonly (long At, double Level)[] _highest = new (long, double)[length];
    private readonly (long At, double Level)[] _lowest = new (long, double)[length];
    private (long First, long End) _high;
    private (long First, long End) _low;
    private long _count;

    /// <summary>Takes the next level and tells the difference between the highest and the lowest of the last N.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Add(double level)
    {
        Push(_highest, ref _high, level, 1);
        Push(_lowest, ref _low, level, -1);
        _count++;
        return _highest[_high.First % length].Level - _lowest[_low.First % length].Level;
    }

    // A queue in which only those stay that no later level outdoes: its first is the extreme of the window.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Push((long At, double Level)[] queue, ref (long First, long End) ends, double level, int sign)
    {
        if (ends.First < ends.End && queue[ends.First % length].At <= _count - length)
            ends.First++;
        while (ends.First < ends.End && queue[(ends.End - 1) % length].Level * sign <= level * sign)
            ends.End--;
        queue[ends.End++ % length] = (_count, level);
    }
}
