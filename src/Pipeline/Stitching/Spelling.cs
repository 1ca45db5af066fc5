namespace Longhand.Stitching;

/// <summary>Compares two words by their letters.</summary>
internal static class Spelling
{
    /// <summary>At most half of the letters of the longer word have to change to make the other of it.</summary>
    public static bool IsAlike(string one, string other) =>
        Distance(one, other) * 2 <= Math.Max(one.Length, other.Length);

    /// <summary>It may be what a cut left of a word's beginning.</summary>
    public static bool IsStartOf(string piece, string word) =>
        piece.Length < word.Length && IsAlike(piece, word[..piece.Length]);

    /// <summary>It may be what a cut left of a word's end.</summary>
    public static bool IsEndOf(string piece, string word) =>
        piece.Length < word.Length && IsAlike(piece, word[^piece.Length..]);

    private static int Distance(string one, string other)
    {
        var above = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[^1];
    }
}
