namespace Longhand.Splitting;

/// <summary>Finds the best place to cut: deep, long and late valleys win. It needs no threshold, so noise, hum and quiet voices do not mislead it.</summary>
internal static class ValleySearch
{
    /// <summary>The best of two cuts as good as each other is the later one, by up to this much over the window, in dB.</summary>
    private const double LateBonusDb = 6;

    /// <summary>A valley twice as long may be this much less deep, in dB.</summary>
    private const double LengthBonusDb = 3.5;

    /// <summary>Frames of the widest valley looked at.</summary>
    public const int Widest = 80;

    private const int Narrowest = 3;
    private const int LevelFrames = 10;

    private static readonly (int Frames, double Weight)[] Scales =
        [.. new[] { Narrowest, 5, 10, 20, 40, Widest }.Select(frames => (frames, WeightOf(frames)))];

    /// <summary>The best cut in samples <c>[from, to]</c>.</summary>
    public static Valley Find(FrameTrack track, long from, long to)
    {
        // A cut lies in the middle of its frame, which must be inside.
        var first = (from + (Frames.Length / 2) - 1) / Frames.Length;
        var last = Math.Max(first, (to - (Frames.Length / 2)) / Frames.Length);
        var best = first;
        var bestCost = double.PositiveInfinity;
        var late = LateBonusDb / Math.Max(1, last - first);
        for (var frame = first; frame <= last; frame++)
        {
            var cost = FrameTrack.ToDb(Lowest(track, frame)) - (late * (frame - first));
            if (cost > bestCost)
                continue;
            best = frame;
            bestCost = cost;
        }

        return new Valley((best * Frames.Length) + (Frames.Length / 2), SpeechDb(track, first, last) - bestCost);
    }

    // Weighted powers instead of decibels less a bonus: one logarithm for all the widths.
    private static double Lowest(FrameTrack track, long frame)
    {
        var lowest = double.PositiveInfinity;
        foreach (var (frames, weight) in Scales)
        {
            var start = frame - (frames / 2);
            lowest = Math.Min(lowest, track.Mean(start, start + frames) * weight);
        }

        return lowest;
    }

    private static double SpeechDb(FrameTrack track, long first, long last)
    {
        var levels = new double[Math.Max(1, (last - first) / LevelFrames)];
        for (var i = 0; i < levels.Length; i++)
        {
            var start = first + (i * LevelFrames);
            levels[i] = track.Mean(start, start + LevelFrames);
        }

        Array.Sort(levels);
        return FrameTrack.ToDb(levels[levels.Length * 3 / 4]);
    }

    private static double WeightOf(int frames) =>
        Math.Pow(10, -LengthBonusDb * Math.Log2(frames / (double)Narrowest) / 10);
}
