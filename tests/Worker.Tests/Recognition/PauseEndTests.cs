using Longhand.Recognition;

namespace Longhand.Tests.Recognition;

public sealed class PauseEndTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 17, 30, 0, TimeSpan.Zero);
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    [Fact]
    public void A_daily_cap_ends_at_the_APIs_midnight() =>
        Of("1304", "daily limit").ShouldBe(new DateTimeOffset(2026, 5, 2, 16, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("1308", "Usage limit reached for 5 hours. Your limit will reset at 2026-05-02 03:15:00")]
    [InlineData("1310", "limit will reset at 2026-05-02T03:15:00.")]
    [InlineData("1310", "重置时间 2026-05-02 03:15")]
    public void A_usage_window_ends_when_its_message_says(string code, string message) =>
        Of(code, message).ShouldBe(new DateTimeOffset(2026, 5, 1, 19, 15, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("1308", "Usage limit reached")]
    [InlineData("1308", "reset at 2026-13-45 99:15:00")]
    [InlineData("1308", "reset at 2020-01-01 00:00:00")]
    [InlineData("1113", "您的账户已欠费，请充值后重试。")]
    public void Arrears_and_unknown_ends_have_none(string code, string message) => Of(code, message).ShouldBeNull();

    [Fact]
    public void Retry_After_is_believed_first() =>
        PauseEnd.Of(new AsrError(AsrFault.Refused, "", 429, "1304", TimeSpan.FromMinutes(10)), Now, Beijing).ShouldBe(Now.AddMinutes(10));

    private static DateTimeOffset? Of(string code, string message) =>
        PauseEnd.Of(new AsrError(AsrFault.Refused, message, 429, code), Now, Beijing);
}
