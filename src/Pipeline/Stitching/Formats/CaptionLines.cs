using System.Globalization;
using System.Text;

namespace Longhand.Stitching.Formats;

/// <summary>Breaks words into the lines of one caption.</summary>
internal static class CaptionLines
{
    /// <summary>Null where they do not fit.</summary>
    public static IReadOnlyList<string>? Of(IReadOnlyList<Word> words)
    {
        var total = Width(words, 0, words.Count);
        if (total <= CaptionRules.LineWidth)
            return [Words.Join(words)];
        var best = (Cost: int.MaxValue, Break: 0);
        var first = 0;
        for (var at = 1; at < words.Count; at++)
        {
            first += WidthOf(words[at - 1]) + (at > 1 ? Space(words[at - 1]) : 0);
            var second = total - first - Space(words[at]);
            if (first > CaptionRules.LineWidth)
                break;
            // Lines of like length are read at one glance, but not at the price of tearing a clause.
            var cost = Math.Abs(first - second) + (Breaks.Penalty(words[at - 1].Text) * CaptionRules.LineWidth / 400);
            if (second <= CaptionRules.LineWidth && cost < best.Cost)
                best = (cost, at);
        }
        return best.Break == 0
            ? null
            : [Words.Join(words.Take(best.Break)), Words.Join(words.Skip(best.Break))];
    }

    public static int Width(IReadOnlyList<Word> words, int start, int end)
    {
        var width = 0;
        for (var at = start; at < end; at++)
            width += WidthOf(words[at]) + (at > start ? Space(words[at]) : 0);
        return width;
    }

    /// <summary>Words, with those that no line can hold taken to pieces.</summary>
    public static IReadOnlyList<Word> Fitting(IReadOnlyList<Word> words) =>
        words.All(word => WidthOf(word) <= CaptionRules.LineWidth) ? words : [.. words.SelectMany(Pieces)];

    private static IEnumerable<Word> Pieces(Word word)
    {
        var (start, width, spaced) = (0, 0, word.Spaced);
        for (var at = 0; at < word.Text.Length; at += StringInfo.GetNextTextElementLength(word.Text, at))
        {
            var element = WidthAt(word.Text, at);
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

    private static int WidthOf(Word word)
    {
        var width = 0;
        for (var at = 0; at < word.Text.Length; at += StringInfo.GetNextTextElementLength(word.Text, at))
            width += WidthAt(word.Text, at);
        return width;
    }

    private static int WidthAt(string text, int at)
    {
        Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out _);
        return Scripts.IsWide(rune) ? CaptionRules.WideWidth : CaptionRules.LetterWidth;
    }

    private static int Space(Word word) => word.Spaced ? CaptionRules.LetterWidth : 0;
}
