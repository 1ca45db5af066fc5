namespace Longhand.Stitching;

/// <summary>
/// Where speech breaks off, a recognizer may say its last words over and over: these were never spoken.
/// </summary>
internal static class Repetition
{
    private const int FewestTimes = 3;

    // People do say "no, no, no, no".
    private const int FewestWords = 6;

    // Longer ones are a refrain.
    private const int LongestPeriod = 30;

    /// <summary>How many of the last words only repeat those in front of them.</summary>
    public static int AtTheEnd(IReadOnlyList<string> words)
    {
        var most = 0;
        for (var period = 1; period <= LongestPeriod; period++)
        {
            var repeated = 0;
            while (repeated + period < words.Count
                && IsSame(words[^(repeated + 1)], words[^(repeated + 1 + period)], isLast: repeated == 0))
                repeated++;
            if (repeated >= period * (FewestTimes - 1) && repeated + period >= FewestWords)
                most = Math.Max(most, repeated);
        }
        return most;
    }

    // An answer that reached its greatest length ends within a word.
    private static bool IsSame(string word, string before, bool isLast) =>
        isLast ? word.Length > 0 && before.StartsWith(word, StringComparison.Ordinal) : word == before;
}
