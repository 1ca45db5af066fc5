using System.Text;

namespace Longhand.Support;

/// <summary>Text as the words that are compared: lower case, no punctuation, numbers spelled out, compounds written one way.</summary>
public static class WordErrorRateWords
{
    private static readonly string[] BelowTwenty =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    // Spellings that sound the same and that both sides may use; the written-apart form is the one that is compared.
    private static readonly Dictionary<string, string> Spellings = new()
    {
        ["cannot"] = "can not",
        ["mailbox"] = "mail box",
        ["setup"] = "set up",
        ["voicemail"] = "voice mail",
        ["touchtone"] = "touch tone",
        ["keypad"] = "key pad",
        ["reenter"] = "re enter",
        ["reentered"] = "re entered",
        ["rerecord"] = "re record",
        ["logon"] = "log on",
        ["login"] = "log in",
        ["goodbye"] = "good bye",
        ["thru"] = "through",
        ["okay"] = "ok",
    };

    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        foreach (var word in Split(text))
        {
            if (char.IsAsciiDigit(word[0]) && word.All(char.IsAsciiDigit))
                words.AddRange(Spell(word));
            else if (Spellings.TryGetValue(word, out var spelling))
                words.AddRange(spelling.Split(' '));
            else
                words.Add(word);
        }

        return words;
    }

    // A word is letters and digits; an apostrophe belongs to it between two of them, a comma only between two digits.
    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var character = char.ToLowerInvariant(text[i]);
            if (char.IsLetterOrDigit(character))
            {
                word.Append(character);
                continue;
            }

            var next = i + 1 < text.Length ? text[i + 1] : ' ';
            if (word.Length > 0 && character is '\'' or '’' && char.IsLetterOrDigit(next))
                word.Append('\'');
            else if (!(character == ',' && word.Length > 0 && char.IsAsciiDigit(word[^1]) && char.IsAsciiDigit(next)) && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
            yield return word.ToString();
    }

    private static IEnumerable<string> Spell(string digits) =>
        // Longer ones, and those with a leading zero, are said digit by digit: extensions, telephone numbers.
        digits.Length > 4 || (digits.Length > 1 && digits[0] == '0')
            ? digits.Select(digit => BelowTwenty[digit - '0'])
            : Spell(int.Parse(digits));

    private static IEnumerable<string> Spell(int number) => number switch
    {
        < 20 => [BelowTwenty[number]],
        < 100 => [Tens[(number / 10) - 2], .. Rest(number % 10)],
        < 1000 => [BelowTwenty[number / 100], "hundred", .. Rest(number % 100)],
        _ => [BelowTwenty[number / 1000], "thousand", .. Rest(number % 1000)],
    };

    private static IEnumerable<string> Rest(int number) => number == 0 ? [] : Spell(number);
}
