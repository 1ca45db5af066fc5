using System.Globalization;
using System.Text.RegularExpressions;

namespace Longhand.Recognition;

/// <summary>When an account that may not call may call again, where that can be known.</summary>
internal static partial class PauseEnd
{
    private static readonly string[] Forms = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss"];

    /// <param name="error">What the API said.</param>
    /// <param name="now">This instant.</param>
    /// <param name="offset">The offset from UTC that the API's days and times are told in.</param>
    public static DateTimeOffset? Of(AsrError error, DateTimeOffset now, TimeSpan offset)
    {
        var end = error switch
        {
            { RetryAfter: { } wait } => now + wait,
            { Code: "1304" } => new DateTimeOffset(now.ToOffset(offset).Date.AddDays(1), offset),
            { Code: "1308" or "1310" } => Told(error.Message, offset),
            _ => null,
        };
        return end > now ? end.Value.ToUniversalTime() : null;
    }

    private static DateTimeOffset? Told(string message, TimeSpan offset) =>
        DateTime.TryParseExact(Instant().Match(message).Value, Forms, null, DateTimeStyles.None, out var local)
            // The first and the last of all days have no time elsewhere.
            && local.Year is > 1 and < 9999
            ? new DateTimeOffset(local, offset)
            : null;

    [GeneratedRegex(
        @"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Instant();
}
