using System.Globalization;
using System.Text;

namespace Longhand.Stitching;

/// <summary>Text of an answer made fit to be stored and printed.</summary>
internal static class PlainText
{
    /// <summary>
    /// One line, single spaces, no control characters (PostgreSQL takes no NUL, captions end at an empty line), no half
    /// characters.
    /// </summary>
    public static string Of(string? text)
    {
        var clean = new StringBuilder(text?.Length ?? 0);
        var space = false;
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                space = clean.Length > 0;
                continue;
            }
            if (space)
                clean.Append(' ');
            space = false;
            clean.Append(rune.ToString());
        }
        return clean.ToString();
    }

    /// <summary>Whether there is anything to read in it beyond punctuation.</summary>
    public static bool SaysSomething(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune)
                || Rune.IsSymbol(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNumber)
                return true;
        return false;
    }

    /// <summary>Letters and digits: what is left when two spellings of the same words are compared by size.</summary>
    public static int Letters(string text)
    {
        var letters = 0;
        foreach (var rune in text.EnumerateRunes())
            letters += Rune.IsLetterOrDigit(rune) ? 1 : 0;
        return letters;
    }
}
