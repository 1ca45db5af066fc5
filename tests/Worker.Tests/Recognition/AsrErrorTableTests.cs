using System.Text.RegularExpressions;
using Longhand.Recognition;

namespace Longhand.Tests.Recognition;

public sealed partial class AsrErrorTableTests
{
    /// <summary>Every code, under the status that it was seen with or is said to come with.</summary>
    public static TheoryData<int, string, object> Codes => new()
    {
        { 401, "1000", AsrOutcome.Stop },
        { 401, "1001", AsrOutcome.Stop },
        { 401, "1002", AsrOutcome.Stop },
        { 401, "1003", AsrOutcome.Stop },
        { 401, "1004", AsrOutcome.Stop },
        { 401, "1100", AsrOutcome.Stop },
        { 429, "1110", AsrOutcome.Pause },
        { 429, "1111", AsrOutcome.Pause },
        { 429, "1112", AsrOutcome.Pause },
        { 429, "1113", AsrOutcome.Pause },
        { 429, "1121", AsrOutcome.Pause },
        { 400, "1120", AsrOutcome.TryAgain },
        { 400, "1210", AsrOutcome.Skip },
        { 400, "1211", AsrOutcome.Stop },
        { 400, "1212", AsrOutcome.Skip },
        { 400, "1213", AsrOutcome.Skip },
        { 400, "1214", AsrOutcome.Skip },
        { 400, "1215", AsrOutcome.Skip },
        { 403, "1220", AsrOutcome.Stop },
        { 400, "1221", AsrOutcome.Stop },
        { 400, "1222", AsrOutcome.Stop },
        { 500, "1230", AsrOutcome.TryAgain },
        { 400, "1231", AsrOutcome.TryAgain },
        { 500, "1234", AsrOutcome.TryAgain },
        { 500, "500", AsrOutcome.TryAgain },
        { 400, "1300", AsrOutcome.Skip },
        { 400, "1301", AsrOutcome.Skip },
        { 429, "1302", AsrOutcome.SlowDown },
        { 429, "1303", AsrOutcome.SlowDown },
        { 429, "1304", AsrOutcome.Pause },
        { 429, "1305", AsrOutcome.SlowDown },
        { 429, "1308", AsrOutcome.Pause },
        { 429, "1309", AsrOutcome.Stop },
        { 429, "1310", AsrOutcome.Pause },
        { 429, "1311", AsrOutcome.Stop },
        { 429, "1312", AsrOutcome.SlowDown },
        { 429, "1313", AsrOutcome.Stop },

        { 401, "invalid_api_key", AsrOutcome.Stop },
        { 401, "account_deactivated", AsrOutcome.Stop },
        { 403, "access_terminated", AsrOutcome.Stop },
        { 403, "unsupported_country_region_territory", AsrOutcome.Stop },
        { 404, "model_not_found", AsrOutcome.Stop },
        { 404, "unknown_url", AsrOutcome.Stop },
        { 429, "insufficient_quota", AsrOutcome.Pause },
        { 429, "credit_balance_exhausted", AsrOutcome.Pause },
        { 403, "insufficient_user_quota", AsrOutcome.Pause },
        { 429, "billing_not_active", AsrOutcome.Pause },
        { 400, "billing_hard_limit_reached", AsrOutcome.Pause },
        { 400, "audio_too_short", AsrOutcome.Skip },
        { 400, "content_filter", AsrOutcome.Skip },
        { 400, "content_policy_violation", AsrOutcome.Skip },
        { 400, "request_too_large", AsrOutcome.TooLong },
        { 429, "rate_limit_exceeded", AsrOutcome.SlowDown },
        { 400, "slow_down", AsrOutcome.SlowDown },
        { 500, "server_is_overloaded", AsrOutcome.SlowDown },

        // Codes that name no more than a kind leave it to the status.
        { 429, "1999", AsrOutcome.SlowDown },
        { 400, "invalid_value", AsrOutcome.Skip },
        { 413, "server_error", AsrOutcome.TooLong },
        { 413, "rate_limit_exceeded", AsrOutcome.TooLong },
        { 404, "404", AsrOutcome.Stop },
        { 503, "503", AsrOutcome.SlowDown },
    };

    public static TheoryData<int, object> Statuses => new()
    {
        { 200, AsrOutcome.TryAgain },
        { 300, AsrOutcome.Stop },
        { 302, AsrOutcome.Stop },
        { 400, AsrOutcome.Skip },
        { 401, AsrOutcome.Stop },
        { 402, AsrOutcome.Pause },
        { 403, AsrOutcome.Stop },
        { 404, AsrOutcome.Stop },
        { 405, AsrOutcome.Stop },
        { 407, AsrOutcome.Stop },
        { 408, AsrOutcome.TryAgain },
        { 409, AsrOutcome.TryAgain },
        { 413, AsrOutcome.TooLong },
        { 415, AsrOutcome.Skip },
        { 422, AsrOutcome.Skip },
        { 425, AsrOutcome.TryAgain },
        { 429, AsrOutcome.SlowDown },
        { 434, AsrOutcome.Skip },
        { 435, AsrOutcome.Skip },
        { 500, AsrOutcome.TryAgain },
        { 502, AsrOutcome.TryAgain },
        { 503, AsrOutcome.SlowDown },
        { 504, AsrOutcome.TryAgain },
        { 529, AsrOutcome.SlowDown },
    };

    public static TheoryData<object, object> Faults => new()
    {
        { AsrFault.TimedOut, AsrOutcome.TryAgain },
        { AsrFault.ConnectionLost, AsrOutcome.TryAgain },
        { AsrFault.HalfAnswer, AsrOutcome.TryAgain },
        { AsrFault.NoAnswer, AsrOutcome.TryAgain },
        { AsrFault.FormatRefused, AsrOutcome.TryAgain },
        { AsrFault.Contradiction, AsrOutcome.TryAgainThenSkip },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_APIs_own_code_says_what_happens(int status, string code, object outcome) =>
        Outcome("words", status, code).ShouldBe((AsrOutcome)outcome);

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Without_a_code_the_status_says_it(int status, object outcome) =>
        Outcome("words", status).ShouldBe((AsrOutcome)outcome);

    [Theory]
    [MemberData(nameof(Faults))]
    public void Where_no_error_was_told_the_kind_of_fault_says_it(object fault, object outcome) =>
        AsrErrorTable.OutcomeOf(new AsrError((AsrFault)fault, "words", 200)).ShouldBe((AsrOutcome)outcome);

    [Theory]
    [InlineData("1214", "transcriptions文件时长限制为0-30秒", AsrOutcome.TooLong)]
    [InlineData("1214", "The audio duration exceeds 60 seconds", AsrOutcome.TooLong)]
    [InlineData("1214", "File too large", AsrOutcome.TooLong)]
    [InlineData("1214", "文件大小超过限制", AsrOutcome.TooLong)]
    [InlineData("1214", "音频时长过短", AsrOutcome.Skip)]
    [InlineData("1214", "音频时长不能少于0.1秒", AsrOutcome.Skip)]
    [InlineData("1214", "音频时长须小于30秒", AsrOutcome.TooLong)]
    [InlineData(null, "The audio duration must be at least 0.1 s", AsrOutcome.Skip)]
    [InlineData(null, "The audio duration must be less than 30 s", AsrOutcome.TooLong)]
    [InlineData("1214", "The current file format is not supported", AsrOutcome.Skip)]
    [InlineData("1214", "file 参数非法。请检查文档。", AsrOutcome.Skip)]
    [InlineData("1210", "duration", AsrOutcome.Skip)]
    [InlineData("invalid_value", "audio duration 1500.0 seconds is longer than 1400 seconds which is the maximum", AsrOutcome.TooLong)]
    [InlineData("invalid_value", "Audio file might be corrupted or unsupported", AsrOutcome.Skip)]
    [InlineData("audio_too_short", "Audio file is too short. Minimum audio duration is 0.1 seconds.", AsrOutcome.Skip)]
    [InlineData(null, "Audio too short, its duration is 0", AsrOutcome.Skip)]
    [InlineData(null, "Total number of tokens in instructions + audio is too large for this model", AsrOutcome.TooLong)]
    [InlineData("400", "Maximum file size exceeded", AsrOutcome.TooLong)]
    [InlineData(null, "The clip is too long", AsrOutcome.TooLong)]
    [InlineData(null, "Must not be longer than 30 s", AsrOutcome.TooLong)]
    public void What_is_too_long_is_told_apart_by_its_words(string? code, string message, object outcome) =>
        Outcome(message, 400, code).ShouldBe((AsrOutcome)outcome);

    [Fact]
    public void Arrears_under_the_status_of_a_rate_limit_are_still_arrears() =>
        AsrErrorTable.OutcomeOf(new AsrError(AsrFault.Refused, "您的账户已欠费", 429, "1113", TimeSpan.FromSeconds(1))).ShouldBe(AsrOutcome.Pause);

    [Fact]
    public void Words_about_length_do_not_outrank_a_status_that_says_more() =>
        Outcome("The request took too long", 504).ShouldBe(AsrOutcome.TryAgain);

    /// <summary>What the table compares with is read from its source, so that a new row without a test shows.</summary>
    [Fact]
    public void Every_row_of_the_table_has_a_test()
    {
        var table = Source.Text("src", "Pipeline", "Recognition", "AsrErrorTable.cs");
        var first = table.IndexOf("error switch", StringComparison.Ordinal);
        var rows = table[first..table.IndexOf("};", first, StringComparison.Ordinal)];

        Values(rows, Quoted()).ShouldBeSubsetOf(Codes.Select(row => row.Data.Item2), "codes without a test");
        Values(rows, Numbers())
            .ShouldBeSubsetOf(Statuses.Select(row => $"{row.Data.Item1}"), "statuses without a test");
        Enum.GetValues<AsrFault>().Except([AsrFault.Refused])
            .ShouldBeSubsetOf(Faults.Select(row => (AsrFault)row.Data.Item1));
        Enum.GetValues<AsrOutcome>().ShouldBeSubsetOf(
            [.. Codes.Select(row => (AsrOutcome)row.Data.Item3), .. Faults.Select(row => (AsrOutcome)row.Data.Item2)]);
    }

    private static AsrOutcome Outcome(string message, int status, string? code = null) =>
        AsrErrorTable.OutcomeOf(new AsrError(AsrFault.Refused, message, status, code));

    private static List<string> Values(string rows, Regex form)
    {
        var values = form.Matches(rows).Select(match => match.Groups["value"].Value).ToList();
        values.ShouldNotBeEmpty();
        return values;
    }

    [GeneratedRegex("\"(?<value>[^\" ]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Quoted();

    [GeneratedRegex(
        "(?<=[ (])(?<value>[0-9]{3})(?=[ )])",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Numbers();
}
