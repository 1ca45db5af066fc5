using System.Globalization;
using System.Text;

namespace Longhand.Stitching;

/// <summary>
/// Takes text apart into words and puts it together again; where a script has no spaces, characters are words.
/// </summary>
internal static class Words
{
    public static IReadOnlyList<Word> Of(string text)
    {
        var spans = new List<(int Start, int End)>();
        var start = -1;
        var unspaced = false;
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out _);
            if (Rune.IsWhiteSpace(rune))
            {
                Close(at);
            }
            else
            {
                var letter = Scripts.IsUnspaced(rune) && Rune.IsLetter(rune);
                if (start >= 0 && (Breaks(rune, letter) || (letter && HasLetters(text[start..at]))))
                    Close(at);
                if (start < 0)
                    start = at;
                unspaced |= letter;
            }
            at += length;
        }
        Close(text.Length);
        return Cling(text, spans);

        void Close(int end)
        {
            if (start >= 0)
                spans.Add((start, end));
            start = -1;
            unspaced = false;
        }

        bool Breaks(Rune rune, bool letter) =>
            unspaced && (letter || Rune.IsLetterOrDigit(rune) || Scripts.Opens(rune));
    }

    /// <summary>As they stood; what was apart because of words that are left out stays apart.</summary>
    public static string Join(IEnumerable<Word> words)
    {
        var text = new StringBuilder();
        Word? last = null;
        foreach (var word in words)
        {
            if (last is { } before && AreApart(before, word))
                text.Append(' ');
            text.Append(word.Text);
            last = word;
        }
        return text.ToString();
    }

    private static bool AreApart(Word before, Word word) =>
        word.Spaced || (before.End < word.Start && Scripts.AreSpaced(before.Text, word.Text));

    // A dash or a bracket that stands alone is no word: it stays with the one before, or at the very start with the one
    // behind.
    private static List<Word> Cling(string text, List<(int Start, int End)> spans)
    {
        var whole = new List<(int Start, int End)>(spans.Count);
        foreach (var span in spans)
        {
            var lone = whole.Count > 0 && !HasLetters(text[span.Start..span.End]);
            if (lone || (whole is [var only] && !HasLetters(text[only.Start..only.End])))
                whole[^1] = (whole[^1].Start, span.End);
            else
                whole.Add(span);
        }
        return whole.ConvertAll(span => new Word(
            text[span.Start..span.End], span.Start, span.Start > 0 && char.IsWhiteSpace(text[span.Start - 1])));
    }

    private static bool HasLetters(string text) => PlainText.SaysSomething(text);
}
