using Longhand.Recognition;
using Longhand.Support.Faults;

namespace Longhand.IntegrationTests.Recognition;

/// <summary>What is another matter where an API speaks OpenAI's dialect.</summary>
public sealed class SpeechDialectTests
{
    [Fact]
    public async Task A_call_is_made_as_the_service_wants_it_and_can_be_traced()
    {
        await using var host = await RecognitionHost.StartOpenAiAsync(
            ("ApiKey", "sk-1"), ("UserId", "user-1"), ("Language", "en"), ("Prompt", "of ships"));
        host.Api.ApiKey = "sk-1";
        var (audio, text) = host.Segment(2, start: 32_000);

        var answer = (await host.Recognizer.RecognizeAsync(audio, host.Deadline))
            .ShouldBeOfType<RecognitionResult.Answered>().Answer;

        answer.Text.ShouldBe(text);
        answer.Utterances.ShouldNotBeNull().Select(utterance => utterance.End).ShouldBe([1, 2]);
        answer.TaskId.ShouldNotBeNull().ShouldStartWith("req_");
        var call = host.Api.Calls.ShouldHaveSingleItem();
        call.Dialect.ShouldBe(SpeechApiDialect.OpenAi);
        call.RequestId.ShouldBe(answer.RequestId);
        call.RequestId.ShouldNotBeNull().ShouldStartWith($"{audio.RecordingId.Value:N}-32000-1-");
        call.Fields.Keys.Order()
            .ShouldBe(["language", "model", "prompt", "response_format", "timestamp_granularities[]"]);
        call.FileName.ShouldBe("32000.wav");
    }

    [Fact]
    public async Task A_model_that_gives_no_times_is_found_out_once_and_asked_for_none_again()
    {
        await using var host = await RecognitionHost.StartOpenAiAsync(
            ("Profile", "openai"), ("Model", "gpt-4o-transcribe"));

        var first = (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Answered>();
        var second = (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Answered>();

        (first.Calls, second.Calls).ShouldBe((2, 1));
        second.Answer.Utterances.ShouldBeNull();
        host.Api.Calls.Select(call => call.ResponseFormat).ShouldBe(["verbose_json", "json", "json"]);
    }

    [Fact]
    public async Task An_engine_that_says_so_in_its_own_words_is_understood_too()
    {
        await using var host = await RecognitionHost.StartOpenAiAsync();
        host.Api.OnCall(1, SpeechFault.Error(
            400, "400", "Currently do not support verbose_json for whisper-1", ErrorShape.NestedNumber));

        (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Answered>();

        host.Api.Calls.Select(call => call.ResponseFormat).ShouldBe(["verbose_json", "json"]);
    }

    [Theory]
    [InlineData("whisper-1")]
    [InlineData("gpt-4o-transcribe")]
    public async Task A_stream_is_read_where_the_profile_says_that_there_is_one(string model)
    {
        await using var host = await RecognitionHost.StartOpenAiAsync(
            ("Profile", "openai"), ("Model", model), ("Profiles:openai:TakesStream", "true"), ("Stream", "true"));
        var (audio, text) = host.Segment();

        var answered = (await host.Recognizer.RecognizeAsync(audio, host.Deadline))
            .ShouldBeOfType<RecognitionResult.Answered>();

        answered.Calls.ShouldBe(1);
        answered.Answer.Text.ShouldBe(text);
        host.Api.Calls.ShouldHaveSingleItem().Stream.ShouldBeTrue();
    }

    public static TheoryData<SpeechFault> Passing =>
    [
        SpeechFault.Reset,
        SpeechFault.ResetInAnswer,
        SpeechFault.CutAnswer,
        SpeechFault.EmptyBody,
        SpeechFault.WrongContentType,
        SpeechFault.Html(),
        SpeechFault.Html(502),
        SpeechFault.Contradiction,
        SpeechFault.Error(500, null, "The server had an error while processing your request"),
        SpeechFault.Error(500, null, "Internal Server Error", ErrorShape.Detail),
        SpeechFault.Error(409, null, "conflict"),
        SpeechFault.Error(429, "rate_limit_exceeded", "Rate limit reached"),
        SpeechFault.Error(503, "slow_down", "Slow down"),
    ];

    [Theory]
    [MemberData(nameof(Passing), DisableDiscoveryEnumeration = true)]
    public async Task What_may_pass_is_asked_for_again_under_another_id(SpeechFault fault)
    {
        await using var host = await RecognitionHost.StartOpenAiAsync();
        host.Api.OnCall(1, fault);
        var (audio, text) = host.Segment();

        var answered = (await host.Recognizer.RecognizeAsync(audio, host.Deadline))
            .ShouldBeOfType<RecognitionResult.Answered>();

        answered.Answer.Text.ShouldBe(text);
        answered.Calls.ShouldBe(2);
        host.Api.Calls.Select(call => call.RequestId).ShouldBeUnique();
    }

    [Fact]
    public async Task A_wait_in_milliseconds_is_kept_to()
    {
        await using var host = await RecognitionHost.StartOpenAiAsync(("FirstBackOff", "00:00:00.001"));
        host.Api.OnCall(1, SpeechFault.Error(
            429, "rate_limit_exceeded", "wait", retryAfter: TimeSpan.FromSeconds(3), retryAfterMilliseconds: 2_400));

        await host.RecognizeAsync();

        host.Clock.Waits.ShouldHaveSingleItem().ShouldBeInRange(TimeSpan.FromSeconds(2.4), TimeSpan.FromSeconds(2.5));
    }

    [Theory]
    [InlineData(429, "insufficient_quota", "You exceeded your current quota (insufficient_quota, HTTP 429): settle the account")]
    [InlineData(429, "billing_not_active", "settle the account with the speech service")]
    public async Task An_account_without_credit_pauses(int status, string code, string reason)
    {
        await using var host = await RecognitionHost.StartOpenAiAsync();
        host.Api.Always(SpeechFault.Error(status, code, "You exceeded your current quota"));

        var paused = (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Paused>();

        paused.Reason.ShouldContain(reason);
        paused.Until.ShouldBeNull();
        paused.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_key_stops()
    {
        await using var host = await RecognitionHost.StartOpenAiAsync(("ApiKey", "wrong"));
        host.Api.ApiKey = "right";

        (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Stopped>()
            .Reason.ShouldEndWith("(invalid_api_key, HTTP 401): change Recognition:ApiKey (or SPEECH_API_KEY)");
    }

    [Fact]
    public async Task An_unknown_model_stops()
    {
        await using var host = await RecognitionHost.StartOpenAiAsync(("Model", "large-v9"));

        (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Stopped>()
            .Reason.ShouldEndWith(
                "(model_not_found, HTTP 404): change Recognition:Model (large-v9) or Recognition:Profile (whisper-1)");
    }

    [Fact]
    public async Task A_form_that_an_engine_does_not_take_is_told_field_by_field()
    {
        await using var host = await RecognitionHost.StartOpenAiAsync();
        host.Api.Always(SpeechFault.Error(422, "model", "Field required", ErrorShape.DetailList));

        (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Skipped>()
            .Reason.ShouldBe("body.model: Field required (HTTP 422)");
    }

    [Fact]
    public async Task A_file_that_is_too_long_or_too_large_is_not_sent_again()
    {
        await using var host = await RecognitionHost.StartOpenAiAsync();
        host.Api.Models =
        [
            new("whisper-1", TimeSpan.FromSeconds(10), AnswersWithSegments: true, TakesTemperature: true)
            {
                Dialect = SpeechApiDialect.OpenAi,
                LargestFileBytes = 500_000,
            },
        ];

        (await host.RecognizeAsync(11)).ShouldBeOfType<RecognitionResult.TooLong>()
            .Reason.ShouldContain("is longer than 10 seconds");
        (await host.RecognizeAsync(16)).ShouldBeOfType<RecognitionResult.TooLong>().Reason.ShouldContain("HTTP 413");
    }

    [Fact]
    public async Task Sensitive_content_is_skipped()
    {
        await using var host = await RecognitionHost.StartOpenAiAsync();
        host.Api.Always(SpeechFault.Error(400, "content_filter", "The response was filtered"));

        (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Skipped>()
            .Reason.ShouldBe("sensitive content (content_filter)");
    }
}
