using Longhand.Recordings;

namespace Longhand.Splitting;

/// <summary>Where a segment holds sound, by its own noise floor; places the words of answers that tell no times.</summary>
internal static class VoicedStretches
{
    private const int SmoothFrames = 5;
    private const int JoinFrames = 20;
    private const int ShortestFrames = 5;
    private const int EdgeFrames = 3;
    private const double FloorShare = 0.1;
    private const double AboveFloorShare = 0.25;
    private const double LeastAboveFloorDb = 4;
    private const double MostAboveFloorDb = 12;

    /// <summary>Stretches relative to the start of the range, in order, apart from one another.</summary>
    public static IReadOnlyList<SampleRange> In(FrameTrack track, SampleRange range)
    {
        var first = (range.Start + Frames.Length - 1) / Frames.Length;
        var frames = (int)Math.Max(0, (range.End / Frames.Length) - first);
        if (frames == 0)
            return [new SampleRange(0, range.Length)];

        var levels = new double[frames];
        for (var i = 0; i < frames; i++)
        {
            var start = first + i - (SmoothFrames / 2);
            levels[i] = FrameTrack.ToDb(track.Mean(start, start + SmoothFrames));
        }

        var stretches = Join(Above(levels, Threshold(levels)))
            .Where(stretch => stretch.End - stretch.Start >= ShortestFrames)
            .Select(stretch => new SampleRange(
                Math.Max(0, ((first + stretch.Start - EdgeFrames) * Frames.Length) - range.Start),
                Math.Min(range.Length, ((first + stretch.End + EdgeFrames) * Frames.Length) - range.Start)))
            .ToList();
        return stretches.Count > 0 ? stretches : [new SampleRange(0, range.Length)];
    }

    private static double Threshold(double[] levels)
    {
        var sorted = levels.ToArray();
        Array.Sort(sorted);
        var floor = sorted[(int)(sorted.Length * FloorShare)];
        return floor + Math.Clamp((sorted[^1] - floor) * AboveFloorShare, LeastAboveFloorDb, MostAboveFloorDb);
    }

    private static IEnumerable<(int Start, int End)> Above(double[] levels, double threshold)
    {
        var start = -1;
        for (var i = 0; i <= levels.Length; i++)
        {
            var above = i < levels.Length && levels[i] > threshold;
            if (above && start < 0)
                start = i;
            if (above || start < 0)
                continue;
            yield return (start, i);
            start = -1;
        }
    }

    private static IEnumerable<(int Start, int End)> Join(IEnumerable<(int Start, int End)> stretches)
    {
        (int Start, int End)? open = null;
        foreach (var stretch in stretches)
        {
            if (open is { } before && stretch.Start - before.End >= JoinFrames)
            {
                yield return before;
                open = null;
            }

            open = (open?.Start ?? stretch.Start, stretch.End);
        }

        if (open is { } last)
            yield return last;
    }
}
