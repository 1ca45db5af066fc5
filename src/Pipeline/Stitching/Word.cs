using System.Globalization;
using System.Text;

namespace Longhand.Stitching;

/// <summary>A word with the punctuation that clings to it.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Start">Its place in the text it comes from.</param>
/// <param name="Spaced">A space stands before it.</param>
internal readonly record struct Word(string Text, int Start, bool Spaced)
{
    // A digit or a wide character is spoken as a syllable, and a syllable takes about three letters of an alphabet.
    private const int SyllableWeight = 3;

    // More of one letter in a row are not said but stammered by a recognizer.
    private const int MostAlike = 4;

    public int End => Start + Text.Length;

    /// <summary>How long it takes to say, in letters.</summary>
    public int Weight
    {
        get
        {
            var (weight, last, alike) = (0, default(Rune), 0);
            foreach (var rune in Text.EnumerateRunes())
            {
                (alike, last) = (rune == last ? alike + 1 : 1, rune);
                if (alike > MostAlike)
                    continue;
                if (Rune.IsDigit(rune) || (Scripts.IsWide(rune) && Rune.IsLetter(rune)))
                    weight += SyllableWeight;
                else if (Rune.IsLetter(rune))
                    weight++;
            }
            return Math.Max(weight, 1);
        }
    }

    /// <summary>What makes it equal to another hearing of the same word: no case, no punctuation, one width.</summary>
    public string Normal
    {
        get
        {
            var normal = new StringBuilder(Text.Length);
            foreach (var rune in Text.EnumerateRunes())
            {
                var narrow = rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;
                if (Rune.IsLetterOrDigit(narrow) || Rune.GetUnicodeCategory(narrow) is UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.SpacingCombiningMark)
                    normal.Append(Rune.ToLowerInvariant(narrow).ToString());
            }
            return normal.ToString();
        }
    }
}
