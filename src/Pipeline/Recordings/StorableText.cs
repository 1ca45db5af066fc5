using System.Text;

namespace Longhand.Recordings;

/// <summary>Makes text of strangers fit for the database: PostgreSQL takes neither U+0000 nor half a character.</summary>
internal static class StorableText
{
    private const char Cut = '…';

    /// <summary>At most so many UTF-16 units of the text, whole characters only, its end marked where it was cut.</summary>
    public static string Of(string text, int longest)
    {
        var kept = new StringBuilder(Math.Min(text.Length, longest));
        // Where the text still fits with a mark behind it.
        var markable = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == 0)
                continue;
            if (kept.Length + rune.Utf16SequenceLength > longest)
            {
                kept.Length = markable;
                return kept.Append(Cut).ToString();
            }

            kept.Append(rune.ToString());
            if (kept.Length < longest)
                markable = kept.Length;
        }

        return kept.ToString();
    }
}
