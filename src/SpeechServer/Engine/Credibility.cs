namespace Longhand.SpeechServer.Engine;

/// <summary>
/// Tells what can have been said from what the model made up: it sometimes falls silent at once, or says its last words
/// over and over.
/// </summary>
internal static class Credibility
{
    // Speech has 12 to 20 letters, spaces and marks a second; a model that went wrong writes less than 3, or over 25.
    private const double LeastPerSecond = 4;
    private const double MostPerSecond = 25;

    // In less time than this a single word may be all, however short, and one long word a lot.
    private static readonly TimeSpan shortest = TimeSpan.FromSeconds(2);

    // "No, no" is said; two words and more in a row seldom are said twice.
    private const int ShortestEcho = 2;

    /// <summary>Whether a phrase of this length may well have been this.</summary>
    public static bool Of(string text, TimeSpan length) =>
        IsSayable(text, length) && !Echoes([.. text.Split(' ').Select(Letters).Where(word => word.Length > 0)]);

    /// <summary>Whether it is neither more than anyone says in this time, nor as good as nothing.</summary>
    public static bool IsSayable(string text, TimeSpan length) =>
        (length < shortest || text.Length >= LeastPerSecond * length.TotalSeconds)
        && text.Length <= MostPerSecond * Math.Max(1, length.TotalSeconds);

    private static bool Echoes(string[] words)
    {
        for (var length = ShortestEcho; length * 2 <= words.Length; length++)
        {
            var alike = 0;
            for (var index = length; index < words.Length; index++)
            {
                alike = words[index] == words[index - length] ? alike + 1 : 0;
                if (alike == length)
                    return true;
            }
        }

        return false;
    }

    private static string Letters(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
