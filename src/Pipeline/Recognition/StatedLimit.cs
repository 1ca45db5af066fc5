using System.Globalization;
using System.Text.RegularExpressions;

namespace Longhand.Recognition;

/// <summary>Reads from the API's refusal of a segment how long one may be.</summary>
internal static partial class StatedLimit
{
    /// <summary>The shortest of the lengths that the words name, within bounds; null where there is none.</summary>
    /// <param name="words">For example "transcriptions文件时长限制为0-30秒".</param>
    /// <param name="least">Nothing shorter is meant to be a limit.</param>
    /// <param name="below">Nothing as long is.</param>
    public static TimeSpan? In(string words, TimeSpan least, TimeSpan below) => Lengths().Matches(words)
        .Select(match => double.Parse(match.Groups["seconds"].ValueSpan, CultureInfo.InvariantCulture))
        .Select(TimeSpan.FromSeconds)
        .Where(length => length >= least && length < below)
        .Select(length => (TimeSpan?)length)
        .Min();

    [GeneratedRegex(
        @"(?<seconds>\d{1,5}(\.\d{1,3})?)\s*(秒|s\b|secs?\b|seconds?\b)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Lengths();
}
