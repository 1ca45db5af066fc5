using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>
/// Finds the words that two neighbouring answers both heard and drops one hearing of each. A word goes only where its
/// counterpart stays, and only inside the overlap, so that a word may rather come out doubled than get lost.
/// </summary>
internal sealed class OverlapMerge(SampleRange overlap)
{
    // An utterance's borders are known, but between them the rate of speech varies by about a quarter.
    private const double RateError = 0.25;

    // Seconds of speech hold tens of words. Thousands are an answer gone wild: both stay, as pairing them would cost
    // gigabytes.
    private const long MaxComparisons = 1_000_000;

    // Measured on speech with word times 0.1 to 0.2 s off: 0 words lost, 0 doubled; without times two thirds of the
    // words go wrong.
    private static readonly long _tolerance = AudioClock.ToSamples(TimeSpan.FromSeconds(0.4));

    // Estimated captions land within a second or two.
    private static readonly long _estimatedTolerance = AudioClock.ToSamples(TimeSpan.FromSeconds(1.5));

    public void Apply(SegmentWords earlier, SegmentWords later)
    {
        TimedWord[] left =
            [.. earlier.Words.Where(word => MayPair(word) && word.Range.End > overlap.Start - Reach(word))];
        TimedWord[] right =
            [.. later.Words.Where(word => MayPair(word) && word.Range.Start < overlap.End + Reach(word))];
        if ((long)left.Length * right.Length > MaxComparisons)
            return;
        var equal = WordAlignment.Of(left, right, ScoreEqual);
        var pairs = WithSubstitutions(left, right, equal);
        var border = equal.Count > 0 ? Switch(left, right, equal, pairs) : (overlap.Start + overlap.End) / 2;
        foreach (var (before, after) in pairs)
            Drop(before, after, keepsLeft: Middle(before, after) <= border, mustDrop: before.Normal == after.Normal);
    }

    // A mark without letters is no hearing of a word and stands for none.
    private static bool MayPair(TimedWord word) => !word.Dropped && word.Normal.Length > 0;

    private static long Reach(TimedWord word) => word.Timing == UtteranceTiming.Estimated
        ? _estimatedTolerance
        : Math.Min(_estimatedTolerance, _tolerance + (long)(word.FromEdge * RateError));

    private static long Middle(TimedWord left, TimedWord right) => (left.Middle + right.Middle) / 2;

    private static double? ScoreEqual(TimedWord left, TimedWord right) =>
        left.Normal == right.Normal ? ScoreNear(left, right) : null;

    // Two different words are hearings of one where they share most of their time; more would lose one of two
    // neighbours.
    private static double? ScoreSameTime(TimedWord left, TimedWord right)
    {
        var shared = Math.Min(left.Range.End, right.Range.End) - Math.Max(left.Range.Start, right.Range.Start);
        var shorter = Math.Min(left.Range.Length, right.Range.Length);
        return shorter > 0 && shared * 2 > shorter ? (double)shared / shorter : null;
    }

    // Beside words that both heard alike, the order tells too: what each heard there is one moment, or a half of one at
    // the cut.
    private static double? ScoreNear(TimedWord left, TimedWord right)
    {
        var apart = Math.Abs(left.Middle - right.Middle);
        var reach = Math.Max(Reach(left), Reach(right));
        return apart < reach ? 1 - (apart / (2.0 * reach)) : null;
    }

    private static List<(TimedWord Left, TimedWord Right)> WithSubstitutions(
        TimedWord[] left, TimedWord[] right, IReadOnlyList<(TimedWord Left, TimedWord Right)> equal)
    {
        if (equal.Count == 0)
            return [.. WordAlignment.Of(left, right, ScoreSameTime)];
        var pairs = new List<(TimedWord Left, TimedWord Right)>();
        var (i, j) = (0, 0);
        foreach (var pair in equal)
        {
            var (nextI, nextJ) = (Array.IndexOf(left, pair.Left), Array.IndexOf(right, pair.Right));
            pairs.AddRange(WordAlignment.Of(left[i..nextI], right[j..nextJ], ScoreNear));
            pairs.Add(pair);
            (i, j) = (nextI + 1, nextJ + 1);
        }
        pairs.AddRange(WordAlignment.Of(left[i..], right[j..], ScoreNear));
        return pairs;
    }

    // The pair nearest the cut, unless a word that one side alone heard would come out of order there.
    private long Switch(
        TimedWord[] left,
        TimedWord[] right,
        IReadOnlyList<(TimedWord Left, TimedWord Right)> equal,
        List<(TimedWord Left, TimedWord Right)> pairs)
    {
        var pairedLeft = pairs.Select(pair => pair.Left).ToHashSet();
        var pairedRight = pairs.Select(pair => pair.Right).ToHashSet();
        return equal
            .OrderBy(pair =>
                left.SkipWhile(word => word != pair.Left).Count(word => !pairedLeft.Contains(word))
                + right.TakeWhile(word => word != pair.Right).Count(word => !pairedRight.Contains(word)))
            .ThenBy(pair => Math.Abs(Middle(pair.Left, pair.Right) - overlap.Start))
            .Select(pair => Middle(pair.Left, pair.Right))
            .First();
    }

    private void Drop(TimedWord left, TimedWord right, bool keepsLeft, bool mustDrop)
    {
        var (first, second) = keepsLeft ? (right, left) : (left, right);
        if (IsInside(first))
            first.Dropped = true;
        else if (mustDrop && IsInside(second))
            second.Dropped = true;
    }

    private bool IsInside(TimedWord word) => word.Range.Start < overlap.End && word.Range.End > overlap.Start;
}
