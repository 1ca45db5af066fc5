namespace Longhand.Support;

/// <summary>The alignment of two texts with the fewest substitutions, insertions and deletions.</summary>
public static class WordErrorRateAlignment
{
    private const int NarrowestBand = 64;
    private const long Unreachable = long.MaxValue / 2;

    // Among the alignments with the fewest errors, the one with the fewest substitutions has the most equal words.
    private const long Error = 1L << 32;
    private const long Substitution = Error + 1;

    public static IReadOnlyList<WordErrorRateStep> Of(IReadOnlyList<string> reference, IReadOnlyList<string> hypothesis)
    {
        // No path of at most d edits strays further than d from the diagonal: once the distance is within the band, it is
        // the true one. Hours of speech differ in few words, so the band stays narrow and the table small.
        for (var band = NarrowestBand; ; band *= 2)
        {
            var within = Math.Max(band, Math.Abs(reference.Count - hypothesis.Count) + 1);
            if (TryAlign(reference, hypothesis, within) is { } steps)
                return steps;
        }
    }

    private static List<WordErrorRateStep>? TryAlign(IReadOnlyList<string> reference, IReadOnlyList<string> hypothesis, int band)
    {
        var width = (2 * band) + 1;
        var moves = new Move[reference.Count + 1][];
        var above = new long[width];
        var costs = new long[width];
        for (var row = 0; row <= reference.Count; row++)
        {
            var rowMoves = moves[row] = new Move[width];
            for (var column = 0; column < width; column++)
            {
                var word = row + column - band;
                if (word < 0 || word > hypothesis.Count)
                {
                    costs[column] = Unreachable;
                    continue;
                }

                (costs[column], rowMoves[column]) = (row, word) switch
                {
                    (0, 0) => (0, Move.None),
                    _ => Cheapest(
                        row > 0 && word > 0 ? above[column] + (reference[row - 1] == hypothesis[word - 1] ? 0 : Substitution) : Unreachable,
                        row > 0 && column + 1 < width ? above[column + 1] + Error : Unreachable,
                        word > 0 && column > 0 ? costs[column - 1] + Error : Unreachable),
                };
            }

            (above, costs) = (costs, above);
        }

        var distance = above[hypothesis.Count - reference.Count + band] / Error;
        return distance <= band ? Walk(reference, hypothesis, moves, band) : null;
    }

    private static (long Cost, Move Move) Cheapest(long both, long delete, long insert) =>
        both <= delete && both <= insert ? (both, Move.Both)
        : delete <= insert ? (delete, Move.Delete)
        : (insert, Move.Insert);

    private static List<WordErrorRateStep> Walk(IReadOnlyList<string> reference, IReadOnlyList<string> hypothesis, Move[][] moves, int band)
    {
        var steps = new List<WordErrorRateStep>();
        var (row, word) = (reference.Count, hypothesis.Count);
        while (row > 0 || word > 0)
        {
            switch (moves[row][word - row + band])
            {
                case Move.Both:
                    (row, word) = (row - 1, word - 1);
                    steps.Add(new(row, word, reference[row] == hypothesis[word]));
                    break;
                case Move.Delete:
                    steps.Add(new(--row, null, false));
                    break;
                default:
                    steps.Add(new(null, --word, false));
                    break;
            }
        }

        steps.Reverse();
        return steps;
    }

    private enum Move : byte
    {
        None,
        Both,
        Delete,
        Insert,
    }
}
