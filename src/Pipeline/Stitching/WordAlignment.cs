namespace Longhand.Stitching;

/// <summary>Pairs words of two hearings, in order, so that the sum of the pairs' scores is the largest.</summary>
internal static class WordAlignment
{
    /// <param name="score">Above 0 where the two may be a pair, null where not.</param>
    public static IReadOnlyList<(TimedWord Left, TimedWord Right)> Of(
        IReadOnlyList<TimedWord> left, IReadOnlyList<TimedWord> right, Func<TimedWord, TimedWord, double?> score)
    {
        var best = new double[left.Count + 1, right.Count + 1];
        var scores = new double?[left.Count, right.Count];
        for (var i = left.Count - 1; i >= 0; i--)
            for (var j = right.Count - 1; j >= 0; j--)
            {
                scores[i, j] = score(left[i], right[j]);
                var paired = (scores[i, j] ?? 0) + best[i + 1, j + 1];
                best[i, j] = Math.Max(paired, Math.Max(best[i + 1, j], best[i, j + 1]));
            }
        var pairs = new List<(TimedWord Left, TimedWord Right)>();
        for (var (i, j) = (0, 0); i < left.Count && j < right.Count;)
            if (scores[i, j] is { } gain && gain + best[i + 1, j + 1] >= best[i, j])
                pairs.Add((left[i++], right[j++]));
            else if (best[i + 1, j] >= best[i, j + 1])
                i++;
            else
                j++;
        return pairs;
    }
}
