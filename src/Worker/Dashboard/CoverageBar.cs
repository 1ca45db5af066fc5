using Longhand.Recordings;

namespace Longhand.Dashboard;

/// <summary>Draws segments into a bar of few columns, so that a day of audio costs no more than a minute.</summary>
internal static class CoverageBar
{
    public const int Columns = 240;

    /// <summary>Stretches from the left end to the right; where several states share a column, the one to act on is shown.</summary>
    public static IReadOnlyList<CoverageStretch> Draw(IEnumerable<(SampleRange Range, SegmentState State)> segments, long totalSamples)
    {
        var columns = new SegmentState?[Columns];
        foreach (var (range, state) in segments)
        {
            var first = (int)Math.Min(range.Start * Columns / totalSamples, Columns - 1);
            var last = (int)Math.Min(((range.End * Columns) - 1) / totalSamples, Columns - 1);
            for (var column = first; column <= last; column++)
                if (columns[column] is not { } shown || Weight(state) > Weight(shown))
                    columns[column] = state;
        }

        return Join(columns);
    }

    private static List<CoverageStretch> Join(SegmentState?[] columns)
    {
        var stretches = new List<CoverageStretch>();
        for (var column = 0; column < columns.Length; column++)
        {
            var state = columns[column] ?? SegmentState.Pending;
            if (stretches.Count > 0 && stretches[^1].State == state)
                stretches[^1] = stretches[^1] with { Columns = stretches[^1].Columns + 1 };
            else
                stretches.Add(new CoverageStretch(column, 1, state));
        }

        return stretches;
    }

    private static int Weight(SegmentState state) => state switch
    {
        SegmentState.Gap => 3,
        SegmentState.Pending => 2,
        SegmentState.Transcribed => 1,
        _ => 0,
    };
}
