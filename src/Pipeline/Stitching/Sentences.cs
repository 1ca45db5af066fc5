using System.Collections.Frozen;
using System.Text;

namespace Longhand.Stitching;

/// <summary>
/// Takes text apart at the ends of sentences, Latin and CJK; better one sentence too few than one cut in an
/// abbreviation.
/// </summary>
internal static class Sentences
{
    private static readonly FrozenSet<string> Abbreviations = new[]
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "vs", "inc", "ltd", "co", "corp", "gen", "col", "capt",
        "lt", "sgt", "rev", "hon", "gov", "sen", "rep", "approx", "dept", "fig", "vol", "ed", "mt", "ft", "ave", "blvd",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> Of(string text)
    {
        var sentences = new List<string>();
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (!Ends(text[at]))
                continue;
            var end = AfterClosers(text, at + 1);
            if (IsBoundary(text, start, at, end))
            {
                sentences.Add(text[start..end].Trim());
                start = end;
            }
            at = end - 1;
        }
        if (start < text.Length && text[start..].Trim() is { Length: > 0 } rest)
            sentences.Add(rest);
        return sentences;
    }

    /// <summary>Whether the text stops where a sentence does.</summary>
    public static bool EndsIn(string text)
    {
        for (var at = text.Length; at > 0;)
        {
            Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out var rune, out var length);
            if (!Scripts.Closes(rune))
                return Ends(text[at - 1]);
            at -= length;
        }
        return false;
    }

    private static bool Ends(char mark) =>
        mark is '.' or '!' or '?' or '…' or '؟' or '۔' or '।' or '॥' || EndsAlways(mark);

    private static bool EndsAlways(char mark) => mark is '。' or '！' or '？' or '｡' or '．';

    private static int AfterClosers(string text, int at)
    {
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            if (!Scripts.Closes(rune) && !Ends(text[at]))
                break;
            at += length;
        }
        return at;
    }

    private static bool IsBoundary(string text, int start, int mark, int end)
    {
        if (end >= text.Length || text.AsSpan(mark, end - mark).IndexOfAny("。！？｡") >= 0)
            return true;
        Rune.DecodeFromUtf16(text.AsSpan(end), out var following, out _);
        if (!Rune.IsWhiteSpace(following))
            return text[mark] != '…' && Scripts.IsUnspaced(following);
        Rune.DecodeFromUtf16(text.AsSpan(end).TrimStart(), out var next, out _);
        return !Rune.IsLower(next)
            && !(text[mark] == '.' && end == mark + 1 && IsAbbreviation(text[start..mark], next));
    }

    private static bool IsAbbreviation(string before, Rune next)
    {
        var token = before[(before.LastIndexOf(' ') + 1)..].TrimStart('(', '[', '"', '\'', '“', '‘');
        if (token is "I" or "")
            return false;
        if (token.Split('.') is var parts && parts.All(part => part.Length is 1 or 2 && part.All(char.IsLetter))
            && (parts.Length > 1 || token.Length == 1))
            return true;
        return Abbreviations.Contains(token) || (token is "No" or "no" && Rune.IsDigit(next));
    }
}
