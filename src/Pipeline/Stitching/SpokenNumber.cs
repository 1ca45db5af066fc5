using System.Globalization;

namespace Longhand.Stitching;

/// <summary>Numbers that one answer writes out and another in digits.</summary>
internal static class SpokenNumber
{
    // Longer ones are one word here and several there.
    private static readonly Dictionary<string, string> _english = new(StringComparer.Ordinal)
    {
        ["zero"] = "0",
        ["one"] = "1",
        ["two"] = "2",
        ["three"] = "3",
        ["four"] = "4",
        ["five"] = "5",
        ["six"] = "6",
        ["seven"] = "7",
        ["eight"] = "8",
        ["nine"] = "9",
        ["ten"] = "10",
        ["eleven"] = "11",
        ["twelve"] = "12",
    };

    /// <summary>The number in digits where the word is one, the word itself where not.</summary>
    public static string InDigits(string word) =>
        _english.TryGetValue(word, out var digits) ? digits
        : word.Length == 1 && CharUnicodeInfo.GetNumericValue(word[0]) is >= 0 and var value
            && value == Math.Floor(value)
            ? value.ToString(CultureInfo.InvariantCulture)
        : word;
}
