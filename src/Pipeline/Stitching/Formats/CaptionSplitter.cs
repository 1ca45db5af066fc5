using Longhand.Recordings;

namespace Longhand.Stitching.Formats;

/// <summary>Divides one utterance into captions that fit the screen, at the ends of sentences and clauses where it can.</summary>
internal static class CaptionSplitter
{
    private const int CaptionCost = 100;

    private const int RaggedCost = 30;

    public static IEnumerable<CaptionDraft> Split(SampleRange range, string text, bool isRemark)
    {
        var words = CaptionLines.Fitting(Words.Of(text));
        var times = Times(range, words);
        var ends = BestEnds(words, times);
        for (var start = 0; start < words.Count;)
        {
            var end = ends[start];
            yield return new CaptionDraft(times[start], times[end], [.. words.Take(start..end)], isRemark);
            start = end;
        }
    }

    private static long[] Times(SampleRange range, IReadOnlyList<Word> words)
    {
        var total = words.Sum(word => (long)word.Weight);
        var times = new long[words.Count + 1];
        var spoken = 0L;
        times[0] = ClockText.Milliseconds(range.Start);
        for (var i = 0; i < words.Count; i++)
        {
            spoken += words[i].Weight;
            times[i + 1] = ClockText.Milliseconds(range.Start + (range.Length * spoken / total));
        }
        return times;
    }

    // From the end backwards: for every word the cheapest way to caption what starts there.
    private static int[] BestEnds(IReadOnlyList<Word> words, long[] times)
    {
        var ends = new int[words.Count];
        var costs = new long[words.Count + 1];
        for (var start = words.Count - 1; start >= 0; start--)
        {
            costs[start] = long.MaxValue;
            for (var end = start + 1; end <= words.Count && (end == start + 1 || Fits(words, times, start, end)); end++)
            {
                var cost = Cost(words, times, start, end) + costs[end];
                if (cost < costs[start])
                    (costs[start], ends[start]) = (cost, end);
            }
        }
        return ends;
    }

    private static bool Fits(IReadOnlyList<Word> words, long[] times, int start, int end) =>
        times[end] - times[start] <= CaptionRules.LongestMilliseconds
        && CaptionLines.Of([.. words.Take(start..end)]) is not null;

    private static long Cost(IReadOnlyList<Word> words, long[] times, int start, int end)
    {
        var room = CaptionRules.LineWidth * CaptionRules.Lines;
        var empty = Math.Max(0, 100 - (CaptionLines.Width(words, start, end) * 100L / room));
        var hasty = times[end] - times[start] < CaptionRules.ShortestMilliseconds ? CaptionCost : 0;
        return CaptionCost
            + hasty
            + (end == words.Count ? 0 : Breaks.Penalty(words[end - 1].Text))
            + (RaggedCost * empty * empty / 10_000);
    }
}
