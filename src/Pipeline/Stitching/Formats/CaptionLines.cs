using System.Globalization;

namespace Longhand.Stitching.Formats;

/// <summary>Breaks words into the lines of one caption.</summary>
internal static class CaptionLines
{
    /// <summary>Null where they do not fit.</summary>
    public static IReadOnlyList<string>? Of(IReadOnlyList<Word> words)
    {
        var measure = new LineMeasure(words);
        if (measure.FitLine(0, words.Count))
            return [Words.Join(words)];
        var best = (Cost: int.MaxValue, Break: 0);
        for (var at = 1; at < words.Count && measure.FitLine(0, at); at++)
        {
            // Lines of like length are read at one glance, but not at the price of tearing a clause.
            var cost = Math.Abs(measure.Width(0, at) - measure.Width(at, words.Count))
                + (Breaks.Penalty(words[at - 1].Text) * CaptionRules.LineWidth / 100);
            if (measure.FitLine(at, words.Count) && cost < best.Cost)
                best = (cost, at);
        }
        return best.Break == 0
            ? null
            : [Words.Join(words.Take(best.Break)), Words.Join(words.Skip(best.Break))];
    }

    /// <summary>Words, with those that no line can hold taken to pieces.</summary>
    public static IReadOnlyList<Word> Fitting(IReadOnlyList<Word> words) =>
        words.All(word => LineMeasure.Of(word) <= CaptionRules.LineWidth) ? words : [.. words.SelectMany(Pieces)];

    private static IEnumerable<Word> Pieces(Word word)
    {
        var (start, width, spaced) = (0, 0, word.Spaced);
        for (var at = 0; at < word.Text.Length; at += StringInfo.GetNextTextElementLength(word.Text, at))
        {
            var element = LineMeasure.At(word.Text, at);
            if (width + element > CaptionRules.LineWidth)
            {
                var piece = word.Text[start..at];
                yield return new Word(piece.Trim(), word.Start + start, spaced);
                (start, width, spaced) = (at, 0, piece.EndsWith(' ') || word.Text[at] == ' ');
            }
            width += element;
        }
        yield return new Word(word.Text[start..].Trim(), word.Start + start, spaced);
    }
}
