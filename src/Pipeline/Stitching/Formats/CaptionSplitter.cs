using Longhand.Recordings;

namespace Longhand.Stitching.Formats;

/// <summary>
/// Divides one utterance into captions that fit the screen, at the ends of sentences and clauses where it can.
/// </summary>
internal sealed class CaptionSplitter
{
    private const int CaptionCost = 100;

    private const int RaggedCost = 30;

    private readonly IReadOnlyList<Word> _words;

    private readonly LineMeasure _measure;

    private readonly long[] _times;

    private CaptionSplitter(SampleRange range, string text)
    {
        _words = CaptionLines.Fitting(Words.Of(text));
        _measure = new LineMeasure(_words);
        _times = Times(range, _words);
    }

    public static IEnumerable<CaptionDraft> Split(SampleRange range, string text, bool isRemark)
    {
        var splitter = new CaptionSplitter(range, text);
        var ends = splitter.BestEnds();
        for (var start = 0; start < ends.Length; start = ends[start])
            yield return new CaptionDraft(
                splitter._times[start],
                splitter._times[ends[start]],
                [.. splitter._words.Take(start..ends[start])],
                isRemark);
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
    private int[] BestEnds()
    {
        var penalties = _words.Select(word => Breaks.Penalty(word.Text)).ToArray();
        penalties.AsSpan(Math.Max(penalties.Length - 1, 0)).Clear();
        var ends = new int[_words.Count];
        var costs = new long[_words.Count + 1];
        for (var start = _words.Count - 1; start >= 0; start--)
        {
            costs[start] = long.MaxValue;
            for (var end = start + 1; end <= _words.Count && (end == start + 1 || Fits(start, end)); end++)
            {
                var cost = Cost(start, end) + penalties[end - 1] + costs[end];
                if (cost < costs[start])
                    (costs[start], ends[start]) = (cost, end);
            }
        }
        return ends;
    }

    private bool Fits(int start, int end) =>
        _times[end] - _times[start] <= CaptionRules.LongestMilliseconds && _measure.FitCaption(start, end);

    private long Cost(int start, int end)
    {
        var room = CaptionRules.LineWidth * CaptionRules.Lines;
        var empty = Math.Max(0, 100 - (_measure.Width(start, end) * 100L / room));
        var hasty = _times[end] - _times[start] < CaptionRules.ShortestMilliseconds ? CaptionCost : 0;
        return CaptionCost + hasty + (RaggedCost * empty * empty / 10_000);
    }
}
