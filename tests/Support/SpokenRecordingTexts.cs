using System.Buffers;

namespace Longhand.Support;

/// <summary>The prompts' texts as their package documents them, without those that are not what is said.</summary>
public static class SpokenRecordingTexts
{
    private const int FewestWords = 4;

    // Sounds, keys and remarks are written with these, and what is said for them is anybody's guess.
    private static readonly SearchValues<char> NotSaid = SearchValues.Create("*#<>[]()@/");

    // Their texts are misspelled, differ from what the voice says, or name things that have no one spelling.
    private static readonly HashSet<string> Unreliable = new(StringComparer.Ordinal)
    {
        "conf-adminmenu-menu8",
        "demo-instruct",
        "queue-periodic-announce",
        "spy-h323",
        "unidentified-no-callback",
    };

    /// <summary>The usable lines of <c>name: text</c>; comments begin with a semicolon.</summary>
    public static IEnumerable<(string Name, string Text)> Read(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            var colon = line.IndexOf(':');
            if (colon < 0 || line[0] == ';')
                continue;
            var (name, text) = (line[..colon].Trim(), line[(colon + 1)..].Trim());
            if (IsUsable(name, text))
                yield return (name, text);
        }
    }

    private static bool IsUsable(string name, string text) =>
        !Unreliable.Contains(name)
        && !name.StartsWith("silence/", StringComparison.Ordinal)
        && !text.AsSpan().ContainsAny(NotSaid)
        && WordErrorRateWords.Of(text).Count >= FewestWords;
}
