using System.Text.RegularExpressions;

namespace Longhand.IntegrationTests.Journey;

/// <summary>The words of a transcript in text or captions, without times and numbers of cues.</summary>
internal static partial class CaptionWords
{
    public static string Of(string captions) => string.Join(' ', captions
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(line => !Marks().IsMatch(line))
        .Select(line => Bracketed().Replace(line, "")));

    [GeneratedRegex(@"^(WEBVTT.*|NOTE.*|\d+|.*-->.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"^\[[\d:.]+\]\s*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bracketed();
}
