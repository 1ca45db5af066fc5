using Longhand.Recordings;

namespace Longhand.Splitting;

/// <summary>Finds the best place to cut: deep, long and late valleys win. It needs no threshold, so noise, hum and quiet voices do not mislead it.</summary>
internal static class ValleySearch
{
    /// <summary>Of two cuts as good as each other the later one is the better, by this much for each second, in dB.</summary>
    private const double LateBonusDbPerSecond = 0.14;

    /// <summary>A valley twice as long may be this much less deep, in dB.</summary>
    private const double LengthBonusDb = 3.5;

    /// <summary>Frames of the widest valley looked at.</summary>
    public const int Widest = 80;

    private const int Narrowest = 10;

    /// <summary>Frames of the pieces whose loudest is a valley's level; a mean over the whole would hide a short word in a long pause.</summary>
    private const int PieceFrames = 5;

    private const int LevelFrames = 10;

    private static readonly (int Pieces, double Weight)[] Scales =
        [.. new[] { Narrowest, 20, 40, Widest }.Select(frames => (frames / PieceFrames, WeightOf(frames)))];

    /// <summary>The best cut in samples <c>[from, to]</c>.</summary>
    public static Valley Find(FrameTrack track, long from, long to)
    {
        // A cut lies in the middle of its frame, which must be inside.
        var first = (from + (Frames.Length / 2) - 1) / Frames.Length;
        var last = Math.Max(first, (to - (Frames.Length / 2)) / Frames.Length);
        var pieces = Pieces(track, first - (Widest / 2), last + (Widest / 2));
        var late = LateBonusDbPerSecond * Frames.Length / AudioClock.SampleRate;
        var best = first;
        var bestCost = double.PositiveInfinity;
        for (var frame = first; frame <= last; frame++)
        {
            var around = pieces.AsSpan((int)(frame - first), Widest);
            var cost = FrameTrack.ToDb(Lowest(around)) - (late * (frame - first));
            if (cost > bestCost)
                continue;
            best = frame;
            bestCost = cost;
        }

        return new Valley((best * Frames.Length) + (Frames.Length / 2), SpeechDb(track, first, last) - bestCost);
    }

    // The mean power of the piece that starts at each frame.
    private static double[] Pieces(FrameTrack track, long first, long last)
    {
        var pieces = new double[last - first + 1];
        for (var i = 0; i < pieces.Length; i++)
            pieces[i] = track.Mean(first + i, first + i + PieceFrames);
        return pieces;
    }

    // Grows the valley outwards from the middle. Weighted powers instead of decibels less a bonus: one logarithm for all the widths.
    private static double Lowest(ReadOnlySpan<double> around)
    {
        var lowest = double.PositiveInfinity;
        var loudest = 0.0;
        var done = 0;
        foreach (var (pieces, weight) in Scales)
        {
            for (; done < pieces; done += 2)
            {
                var before = around[(Widest / 2) - (((done / 2) + 1) * PieceFrames)];
                var after = around[(Widest / 2) + (done / 2 * PieceFrames)];
                loudest = Math.Max(loudest, Math.Max(before, after));
            }

            lowest = Math.Min(lowest, loudest * weight);
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

    // By the 30 ms that the bonus was measured from.
    private static double WeightOf(int frames) => Math.Pow(10, -LengthBonusDb * Math.Log2(frames / 3.0) / 10);
}
