using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>
/// Joins two neighbouring answers where both heard the same moment: at a word that both heard alike, the earlier one
/// hands over to the later one. Each is least to be trusted where its own sound breaks off.
/// </summary>
internal sealed class OverlapMerge(SampleRange overlap)
{
    // Seconds of speech hold tens of words. Thousands are an answer gone wild: both stay, as pairing them would cost
    // gigabytes.
    private const long MaxComparisons = 1_000_000;

    // However near the edge, a word that one side alone heard is not free to drop.
    private const double LeastTrust = 0.1;

    // Speech that breaks off is heard with up to this many times as much behind it as both heard.
    private const int MostHallucinated = 3;

    // What a cut leaves of a word, and the word behind it that is heard wrong for it.
    private static readonly long _halvedWords = AudioClock.ToSamples(TimeSpan.FromSeconds(0.75));

    // The times of an utterance's first and last word are as good as its own.
    private static readonly long _sureFromEdge = AudioClock.ToSamples(TimeSpan.FromSeconds(0.1));

    public void Apply(SegmentWords earlier, SegmentWords later)
    {
        TimedWord[] left =
        [
            .. earlier.Words.Where(word =>
                MayPair(word) && !word.Repeated && word.Range.End > overlap.Start - WordReach.OfManyWords),
        ];
        TimedWord[] right =
        [
            .. later.Words.Where(word =>
                MayPair(word) && !word.Repeated && word.Range.Start < overlap.End + WordReach.OfManyWords),
        ];
        if ((long)left.Length * right.Length > MaxComparisons)
            return;
        var runs = new CommonRuns(left, right).All();
        if (runs.Count > 0 && Outweigh(runs, left, right))
        {
            HandOver(left, right, runs);
            foreach (var word in earlier.Words.Where(word => word.Repeated))
                word.Dropped = Speaks(right.Where(other => !other.Dropped), word);
        }
        else
        {
            DropSecondHearings(left, right);
        }
    }

    // A lone "the" among words that differ is an accident, and what lies around it two stretches of speech. One word
    // that differs is what an edge left of it.
    private static bool Outweigh(IReadOnlyList<CommonRun> runs, TimedWord[] left, TimedWord[] right)
    {
        var common = Weight(runs.SelectMany(run => left[run.Left..run.LeftEnd]));
        var (opening, closing) = (right[..runs[0].Right], left[runs[^1].LeftEnd..]);
        return (opening.Length <= 1 || Weight(opening) <= common)
            && (closing.Length <= 1 || Weight(closing) <= common * MostHallucinated);
    }

    private static int Weight(IEnumerable<TimedWord> words) => words.Sum(word => word.Word.Weight);

    // A mark without letters is no hearing of a word and stands for none.
    private static bool MayPair(TimedWord word) => !word.Dropped && word.Normal.Length > 0;

    // Behind the run's first word: what opens an answer has a capital that the middle of a sentence has not.
    private void HandOver(TimedWord[] left, TimedWord[] right, IReadOnlyList<CommonRun> runs)
    {
        var (leftAlone, rightAlone) = (Alone(left, runs, run => run.Left), Alone(right, runs, run => run.Right));
        var at = runs.MinBy(run =>
            leftAlone.Where(i => i >= run.LeftEnd && i < runs[^1].Left).Sum(i => LeftTrust(left[i]))
            + rightAlone.Where(j => j < run.Right && j >= runs[0].RightEnd).Sum(j => RightTrust(right[j])));
        var halved = IsHalved(left[..runs[0].Left], right[..runs[0].Right]);

        for (var j = 0; j <= at.Right; j++)
            right[j].Dropped = (j >= runs[0].Right || halved)
                && (!rightAlone.Contains(j) || Speaks(left[..(at.Left + 1)], right[j]));
        for (var i = at.Left + 1; i < left.Length; i++)
            left[i].Dropped = !leftAlone.Contains(i) || GoesOn(right[at.Right..], left[i]);
    }

    // A word that has nothing near it in the other answer was not heard twice.
    private static bool Speaks(IEnumerable<TimedWord> others, TimedWord word) =>
        others.Any(other => IsNear(other, word, WordReach.OfManyWords));

    private static bool IsNear(TimedWord other, TimedWord word, long behind) =>
        other.Range.Start < word.Range.End + behind && other.Range.End > word.Range.Start - WordReach.OfManyWords;

    private static HashSet<int> Alone(TimedWord[] words, IReadOnlyList<CommonRun> runs, Func<CommonRun, int> start) =>
        [
            .. Enumerable.Range(0, words.Length)
                .Where(i => !runs.Any(run => i >= start(run) && i < start(run) + run.Length)),
        ];

    // The earlier sound breaks off at the overlap's end, the later one at its start.
    private double LeftTrust(TimedWord word) => Trust(overlap.End - word.Middle);

    private double RightTrust(TimedWord word) => Trust(word.Middle - overlap.Start);

    private double Trust(long fromEdge) => Math.Clamp(fromEdge / (double)overlap.Length, LeastTrust, 1);

    // What the later answer has in front of all that both heard is what the cut left of words that the earlier one
    // heard whole; more than that, and the earlier one must have heard something there too.
    private bool IsHalved(TimedWord[] before, TimedWord[] opening) =>
        opening.Length == 0
        || (opening[^1].Range.End <= overlap.Start + _halvedWords && before.Length > 0)
        || Weight(before.Where(word => word.Range.End > overlap.Start - WordReach.Of(word))) * 2 >= Weight(opening);

    // Words that the earlier answer alone has behind what both heard are what it made of speech that breaks off, as
    // long as the later one has something else to say there.
    private static bool GoesOn(TimedWord[] later, TimedWord word) =>
        later.Skip(1).Any(other => IsNear(other, word, WordReach.Of(word)));

    // Nothing was heard alike. Two different words are hearings of one where they share most of their time, and their
    // times are sure, or their spellings alike as far as an edge left anything of the word; more would lose one of two
    // neighbours.
    private void DropSecondHearings(TimedWord[] left, TimedWord[] right)
    {
        var middle = (overlap.Start + overlap.End) / 2;
        foreach (var (before, after) in WordAlignment.Of(left, right, ScoreSameTime))
        {
            var second = (before.Middle + after.Middle) / 2 <= middle ? after : before;
            second.Dropped = IsInside(second)
                && ((IsSure(before) && IsSure(after)) || Spelling.IsAlike(before.Normal, after.Normal)
                    || (second == right[0] && Spelling.IsEndOf(second.Normal, before.Normal))
                    || (second == left[^1] && Spelling.IsStartOf(second.Normal, after.Normal)));
        }
    }

    private static double? ScoreSameTime(TimedWord left, TimedWord right)
    {
        var shared = Math.Min(left.Range.End, right.Range.End) - Math.Max(left.Range.Start, right.Range.Start);
        var shorter = Math.Min(left.Range.Length, right.Range.Length);
        return shorter > 0 && shared * 2 > shorter ? (double)shared / shorter : null;
    }

    private static bool IsSure(TimedWord word) =>
        word.Timing == UtteranceTiming.Reported && word.FromEdge <= _sureFromEdge;

    private bool IsInside(TimedWord word) => word.Range.Start < overlap.End && word.Range.End > overlap.Start;
}
