using Longhand.Recognition;
using Longhand.Support.Faults;

namespace Longhand.IntegrationTests.Recognition;

public sealed class SpeechOutcomeTests
{
    [Theory]
    [InlineData(ErrorShape.Nested)]
    [InlineData(ErrorShape.NestedNumber)]
    [InlineData(ErrorShape.Flat)]
    [InlineData(ErrorShape.FlatNumber)]
    public async Task Sensitive_content_is_skipped_after_one_call_whatever_the_errors_shape(ErrorShape shape)
    {
        await using var host = await RecognitionHost.StartAsync();
        host.Api.Always(SpeechFault.Error(400, "1301", "系统检测到输入或生成内容可能包含不安全或敏感内容", shape));

        var skipped = (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Skipped>();

        skipped.Reason.ShouldBe("sensitive content (1301)");
        skipped.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_the_API_finds_too_long_is_not_sent_again()
    {
        await using var host = await RecognitionHost.StartAsync(("Profiles:glm-asr:LongestSegment", "00:01:30"));

        var tooLong = (await host.RecognizeAsync(61)).ShouldBeOfType<RecognitionResult.TooLong>();

        tooLong.Reason.ShouldBe("transcriptions文件时长限制为0-60秒 (1214)");
        tooLong.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_is_damaged_is_skipped()
    {
        await using var host = await RecognitionHost.StartAsync();
        var (audio, _) = host.Segment(2, declaredSeconds: 3);

        (await host.Recognizer.RecognizeAsync(audio, host.Deadline))
            .ShouldBeOfType<RecognitionResult.Skipped>().Reason.ShouldContain("(1214)");
    }

    [Fact]
    public async Task Arrears_pause_without_an_end()
    {
        await using var host = await RecognitionHost.StartAsync();
        host.Api.Always(SpeechFault.Error(429, "1113", "您的账户已欠费，请充值后重试。"));

        var paused = (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Paused>();

        paused.Reason.ShouldBe("您的账户已欠费，请充值后重试。 (1113): settle the account with the speech service");
        paused.Until.ShouldBeNull();
        paused.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_daily_cap_pauses_until_tomorrow()
    {
        await using var host = await RecognitionHost.StartAsync();
        host.Api.Always(SpeechFault.Error(429, "1304", "daily call limit"));

        var paused = (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Paused>();

        paused.Until.ShouldBeNull("the account's pause has the end");
        var until = (await host.Budget.ReadAsync(host.Deadline)).Pause.ShouldNotBeNull().Until;
        until.ToOffset(TimeSpan.FromHours(8)).TimeOfDay.ShouldBe(TimeSpan.Zero);
        (until - host.Clock.GetUtcNow()).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task A_wrong_key_stops_and_says_what_to_change()
    {
        await using var host = await RecognitionHost.StartAsync(("ApiKey", "wrong"));
        host.Api.ApiKey = "right";

        var stopped = (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Stopped>();

        stopped.Reason.ShouldEndWith("(1002): change Recognition:ApiKey (or SPEECH_API_KEY)");
        stopped.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_model_stops_and_says_what_to_change()
    {
        await using var host = await RecognitionHost.StartAsync(("Profiles:glm-asr:Model", "glm-asr-9999"));

        (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Stopped>()
            .Reason.ShouldEndWith("(1211): change Recognition:Model (glm-asr-9999) or Recognition:Profile (glm-asr)");
    }

    [Fact]
    public async Task A_wrong_address_stops_and_says_what_to_change()
    {
        await using var host = await RecognitionHost.StartAsync(("Profiles:glm-asr:Path", "nowhere"));

        (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Stopped>()
            .Reason.ShouldEndWith(
                $"(HTTP 404): change Recognition:BaseAddress ({host.Api.BaseAddress}), since {host.Api.BaseAddress}nowhere "
                + "is not what answers there, or Recognition:Profile (glm-asr)");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var host = await RecognitionHost.StartAsync();
        host.Api.Always(SpeechFault.Raw(302, "text/html", "moved"));

        (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Stopped>().Reason.ShouldContain("HTTP 302");
    }

    [Fact]
    public async Task An_address_where_nobody_listens_leaves_the_segment_unanswered()
    {
        var host = await RecognitionHost.StartAsync(("MaxAttempts", "3"));
        await using (host)
        {
            await host.Api.DisposeAsync();

            var unanswered = (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Unanswered>();

            unanswered.Reason.ShouldContain("refused");
            unanswered.Calls.ShouldBe(3);
        }
    }
}
