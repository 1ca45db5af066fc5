using System.Globalization;
using System.Text;

namespace Longhand.Stitching;

/// <summary>What a writing system means for words, lines and time.</summary>
internal static class Scripts
{
    /// <summary>Written without spaces between words, so that every character is taken for a word.</summary>
    public static bool IsUnspaced(Rune rune) => rune.Value is
        (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0xFF66 and <= 0xFF9F) // kana
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) // Han
        or (>= 0x20000 and <= 0x3FFFF) or 0x3005 or 0x3007
        or (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF); // Thai to Khmer

    /// <summary>Two columns wide on screen: Han, kana, Hangul and their punctuation.</summary>
    public static bool IsWide(Rune rune) => rune.Value is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF)
        or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE4F)
        or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF)
        or (>= 0x20000 and <= 0x3FFFD);

    /// <summary>Belongs to the word behind it, not to the one before.</summary>
    public static bool Opens(Rune rune) =>
        rune.Value is '¿' or '¡'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OpenPunctuation or UnicodeCategory.InitialQuotePunctuation;

    /// <summary>Belongs to what stands before it.</summary>
    public static bool Closes(Rune rune) =>
        rune.Value is '"' or '\''
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation;

    /// <summary>Whether two pieces of text that were apart are read with a space between them.</summary>
    public static bool AreSpaced(string before, string after)
    {
        if (before.Length == 0 || after.Length == 0)
            return false;
        Rune.DecodeLastFromUtf16(before, out var last, out _);
        Rune.DecodeFromUtf16(after, out var first, out _);
        return !IsTight(last) && !IsTight(first);
    }

    // Hangul is wide but written with spaces.
    private static bool IsTight(Rune rune) =>
        IsUnspaced(rune) || (IsWide(rune) && (Rune.IsPunctuation(rune) || Rune.IsSymbol(rune)) && rune.IsBmp);
}
