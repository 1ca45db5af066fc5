namespace Longhand.Recognition;

/// <summary>The one place that knows what a failed call means.</summary>
/// <remarks>
/// The API's own code outranks the HTTP status: which status goes with which code is not documented, and arrears (1113)
/// were seen as 429 beside mere rate limits.
/// </remarks>
internal static class AsrErrorTable
{
    private static readonly string[] Lengths =
        ["时长", "文件大小", "duration", "too long", "too large", "longer than", "file size"];

    // "Less than" is no such word: what must be less than 30 s is too long.
    private static readonly string[] Shortness =
        ["过短", "太短", "不足", "不能少于", "不能小于", "不得少于", "不得小于", "too short", "at least"];

    public static AsrOutcome OutcomeOf(AsrError error) => error switch
    {
        { Fault: AsrFault.TimedOut or AsrFault.ConnectionLost or AsrFault.HalfAnswer } => AsrOutcome.TryAgain,
        { Fault: AsrFault.NoAnswer or AsrFault.FormatRefused } => AsrOutcome.TryAgain,
        { Fault: AsrFault.Contradiction } => AsrOutcome.TryAgainThenSkip,

        { Code: "1000" or "1001" or "1002" or "1003" or "1004" or "1100" } => AsrOutcome.Stop,
        { Code: "1110" or "1111" or "1112" or "1113" or "1121" } => AsrOutcome.Pause,
        { Code: "1120" } => AsrOutcome.TryAgain,
        { Code: "1211" or "1220" or "1221" or "1222" } => AsrOutcome.Stop,
        { Code: "1214" } when IsAboutLength(error.Message) => AsrOutcome.TooLong,
        { Code: "1210" or "1212" or "1213" or "1214" or "1215" } => AsrOutcome.Skip,
        // 1231: "you already have a request with this id"; the next attempt has another.
        { Code: "500" or "1230" or "1231" or "1234" } => AsrOutcome.TryAgain,
        { Code: "1300" or "1301" } => AsrOutcome.Skip,
        { Code: "1302" or "1303" or "1305" or "1312" } => AsrOutcome.SlowDown,
        { Code: "1304" or "1308" or "1310" } => AsrOutcome.Pause,
        { Code: "1309" or "1311" or "1313" } => AsrOutcome.Stop,

        { Code: "invalid_api_key" or "account_deactivated" or "access_terminated" } => AsrOutcome.Stop,
        { Code: "unsupported_country_region_territory" } => AsrOutcome.Stop,
        { Code: "model_not_found" or "unknown_url" } => AsrOutcome.Stop,
        { Code: "insufficient_quota" or "credit_balance_exhausted" } => AsrOutcome.Pause,
        { Code: "insufficient_user_quota" or "billing_not_active" or "billing_hard_limit_reached" } => AsrOutcome.Pause,
        { Code: "audio_too_short" or "content_filter" or "content_policy_violation" } => AsrOutcome.Skip,
        // Before the codes of rates: some services call a request that is too large for any rate by one of those.
        { Status: 413 } or { Code: "request_too_large" } => AsrOutcome.TooLong,
        { Code: "rate_limit_exceeded" or "slow_down" or "server_is_overloaded" } => AsrOutcome.SlowDown,

        { Status: 429 or 503 or 529 } => AsrOutcome.SlowDown,
        { Status: 408 or 409 or 425 or >= 500 } => AsrOutcome.TryAgain,
        { Status: 402 } => AsrOutcome.Pause,
        { Status: 401 or 403 or 404 or 405 or 407 or (>= 300 and < 400) } => AsrOutcome.Stop,
        { Status: 400 or 422 } when IsAboutLength(error.Message) => AsrOutcome.TooLong,
        { Status: >= 400 } => AsrOutcome.Skip,

        // An error under a success status, with a code that nobody has listed.
        _ => AsrOutcome.TryAgain,
    };

    /// <summary>
    /// Where a code only says that a field is bad, its words tell a file that is too long or too large from one that is
    /// no audio.
    /// </summary>
    private static bool IsAboutLength(string message) => Says(message, Lengths) && !Says(message, Shortness);

    private static bool Says(string message, IEnumerable<string> words) =>
        words.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase));
}
