using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>
/// Finds what two hearings of one moment have in common: the longest run first, then what lies around it.
/// </summary>
internal sealed class CommonRuns(IReadOnlyList<TimedWord> left, IReadOnlyList<TimedWord> right)
{
    // So many letters in a row are no accident, wherever the times put them; a single "to" is, unless the times agree.
    private const int TellingLetters = 8;

    // Of two runs the one whose times agree is meant, unless the other is longer by this for each second.
    private static readonly long _samplesPerLetter = AudioClock.SampleRate / 8;

    private readonly int[,] _lengths = Lengths(left, right);

    /// <summary>In order; no word is in two of them.</summary>
    public IReadOnlyList<CommonRun> All()
    {
        var runs = new List<CommonRun>();
        Find(0, left.Count, 0, right.Count, runs);
        return runs;
    }

    private void Find(int leftFrom, int leftTo, int rightFrom, int rightTo, List<CommonRun> runs)
    {
        if (Best(leftFrom, leftTo, rightFrom, rightTo) is not { } best)
            return;
        Find(leftFrom, best.Left, rightFrom, best.Right, runs);
        runs.Add(best);
        Find(best.LeftEnd, leftTo, best.RightEnd, rightTo, runs);
    }

    private CommonRun? Best(int leftFrom, int leftTo, int rightFrom, int rightTo)
    {
        CommonRun? best = null;
        var most = long.MinValue;
        for (var i = leftFrom; i < leftTo; i++)
            for (var j = rightFrom; j < rightTo; j++)
            {
                var run = new CommonRun(i, j, Math.Min(_lengths[i, j], Math.Min(leftTo - i, rightTo - j)));
                if (run.Length == 0 || !Agree(run, out var letters, out var apart))
                    continue;
                if ((letters * _samplesPerLetter) - apart is var worth && worth > most)
                    (best, most) = (run, worth);
            }
        return best;
    }

    private bool Agree(CommonRun run, out long letters, out long apart)
    {
        (letters, apart) = (0, 0);
        var (reach, most) = (0L, 0L);
        for (var k = 0; k < run.Length; k++)
        {
            var (one, other) = (left[run.Left + k], right[run.Right + k]);
            letters += one.Word.Weight;
            apart += Math.Abs(one.Middle - other.Middle);
            most = Math.Max(most, Math.Abs(one.Middle - other.Middle));
            reach = Math.Max(reach, Math.Max(WordReach.Of(one), WordReach.Of(other)));
        }
        apart /= run.Length;
        var telling = run.Length > 1 && letters >= TellingLetters;
        return most < (telling ? WordReach.OfManyWords : reach);
    }

    // How many words are equal in a row from each pair on.
    private static int[,] Lengths(IReadOnlyList<TimedWord> left, IReadOnlyList<TimedWord> right)
    {
        var lengths = new int[left.Count + 1, right.Count + 1];
        for (var i = left.Count - 1; i >= 0; i--)
            for (var j = right.Count - 1; j >= 0; j--)
                lengths[i, j] = left[i].Normal == right[j].Normal ? lengths[i + 1, j + 1] + 1 : 0;
        return lengths;
    }
}
