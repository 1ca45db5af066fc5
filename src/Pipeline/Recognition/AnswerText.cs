namespace Longhand.Recognition;

/// <summary>Compares an answer's whole text with that of its parts.</summary>
internal static class AnswerText
{
    // Numbers written out in one and as digits in the other are no contradiction; a missing sentence is.
    private const double LikenessOfTheSame = 0.9;

    public static TextAgreement Compare(string whole, string parts)
    {
        var (one, other) = (Letters(whole), Letters(parts));
        if (one == other)
            return TextAgreement.Same;

        return Likeness(one, other) >= LikenessOfTheSame ? TextAgreement.Close : TextAgreement.Contradicting;
    }

    private static string Letters(string text) => string.Create(
        text.Count(IsHeard),
        text,
        static (letters, from) =>
        {
            var at = 0;
            foreach (var character in from.Where(IsHeard))
                letters[at++] = char.ToLowerInvariant(character);
        });

    // Half of a surrogate pair is neither letter nor digit, yet rare Chinese characters consist of two.
    private static bool IsHeard(char character) => char.IsLetterOrDigit(character) || char.IsSurrogate(character);

    /// <summary>Shared pairs of neighbouring characters, as a share of all (Dice).</summary>
    private static double Likeness(string one, string other)
    {
        if (one.Length < 2 || other.Length < 2)
            return 0;

        var pairs = Pairs(one).CountBy(pair => pair).ToDictionary();
        var shared = 0;
        foreach (var pair in Pairs(other))
        {
            if (pairs.TryGetValue(pair, out var left) && left > 0)
            {
                pairs[pair] = left - 1;
                shared++;
            }
        }

        return 2.0 * shared / (one.Length - 1 + other.Length - 1);
    }

    private static IEnumerable<(char, char)> Pairs(string text) => text.Zip(text.Skip(1));
}
