using Longhand.Recognition;
using Longhand.Support.Faults;

namespace Longhand.IntegrationTests.Recognition;

public sealed class SpeechAnswerTests
{
    public static TheoryData<string, bool> Forms => new() { { "glm-asr", false }, { "glm-asr", true }, { "glm-asr-2512", false }, { "glm-asr-2512", true } };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Both_models_are_understood_in_both_forms(string profile, bool stream)
    {
        await using var host = await RecognitionHost.StartAsync(("Profile", profile), ("Stream", stream.ToString()));
        var (audio, text) = host.Segment();

        var answered = (await host.Recognizer.RecognizeAsync(audio, host.Deadline)).ShouldBeOfType<RecognitionResult.Answered>();

        answered.Calls.ShouldBe(1);
        answered.Answer.Text.ShouldBe(text);
        answered.Answer.Model.ShouldBe(profile);
        answered.Answer.RequestId.ShouldBe(host.Api.Calls.Single().RequestId);
        if (profile == "glm-asr" && !stream)
            answered.Answer.Utterances.ShouldNotBeNull().Select(utterance => utterance.End).ShouldBe([0.75, 1.5]);
        else
            answered.Answer.Utterances.ShouldBeNull();
    }

    public static TheoryData<string, SpeechFault> WholeAnswers => new()
    {
        { "true", SpeechFault.StreamWithoutEndMark },
        { "true", SpeechFault.HangAfterDone },
        { "true", SpeechFault.SlowBody(TimeSpan.FromMilliseconds(5)) },
        { "false", SpeechFault.SlowBody(TimeSpan.FromMilliseconds(5)) },
        // A server that answers in the other form than it was asked for.
        { "false", SpeechFault.StreamWithoutEndMark },
        { "true", SpeechFault.Raw(200, "application/json", """{"text":"whole"}""") },
        { "false", SpeechFault.Raw(200, null, """{"text":"whole"}""") },
    };

    [Theory]
    [MemberData(nameof(WholeAnswers), DisableDiscoveryEnumeration = true)]
    public async Task A_whole_answer_is_taken_however_it_comes(string stream, SpeechFault manner)
    {
        await using var host = await RecognitionHost.StartAsync(("Stream", stream));
        host.Api.OnCall(1, manner);

        (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Answered>().Calls.ShouldBe(1);
    }

    public static TheoryData<string, SpeechFault, string> NoAnswers => new()
    {
        { "false", SpeechFault.Reset, "" },
        { "false", SpeechFault.ResetInAnswer, "" },
        { "true", SpeechFault.ResetInAnswer, "" },
        { "false", SpeechFault.CutAnswer, "no whole JSON" },
        { "true", SpeechFault.CutAnswer, "a stream that ended without transcript.text.done" },
        { "true", SpeechFault.StreamWithoutDone, "a stream that ended without transcript.text.done" },
        { "true", SpeechFault.StreamFinish("network_error"), "finish_reason network_error" },
        { "true", SpeechFault.StreamError("1234", "网络错误"), "网络错误 (1234)" },
        { "false", SpeechFault.EmptyBody, "an empty answer" },
        { "true", SpeechFault.EmptyBody, "a stream that ended without" },
        { "false", SpeechFault.WrongContentType, "an answer of type application/octet-stream" },
        { "false", SpeechFault.Html(), "an answer of type text/html: <html><head><title>Gateway" },
        { "false", SpeechFault.Html(502), "Gateway" },
        { "false", SpeechFault.EndlessBody(500), "(HTTP 500)" },
        { "false", SpeechFault.EndlessBody(200), "more than 50000 bytes" },
        { "false", SpeechFault.Raw(200, "application/json", "{}"), "an answer without text and segments" },
        { "false", SpeechFault.AnswerOfAnother, "the answer to another call" },
        { "false", SpeechFault.Contradiction, "text and segments say different things" },
        { "false", SpeechFault.Error(500, "500", "内部错误"), "内部错误 (500)" },
        { "false", SpeechFault.Error(500, "1230", "flow"), "flow (1230)" },
        { "false", SpeechFault.Error(400, "1120", "later"), "later (1120)" },
        { "false", SpeechFault.Error(200, "1234", "under success"), "under success (1234)" },
        { "false", SpeechFault.Error(400, "1231", "you already have a request"), "(1231)" },
    };

    [Theory]
    [MemberData(nameof(NoAnswers), DisableDiscoveryEnumeration = true)]
    public async Task What_is_no_answer_is_asked_for_again_and_named_when_it_stays(string stream, SpeechFault fault, string reason)
    {
        await using var host = await RecognitionHost.StartAsync(("Stream", stream), ("MaxAttempts", "2"), ("LargestAnswerBytes", "50000"));
        var (audio, text) = host.Segment();

        host.Api.When(_ => true, fault, times: 1);
        var answered = (await host.Recognizer.RecognizeAsync(audio, host.Deadline)).ShouldBeOfType<RecognitionResult.Answered>();
        host.Api.Always(fault);
        var never = await host.RecognizeAsync();

        answered.Answer.Text.ShouldBe(text);
        answered.Calls.ShouldBe(2);
        never.Calls.ShouldBe(2);
        ReasonOf(never).ShouldContain(reason);
        host.Api.Calls.Select(call => call.RequestId).ShouldBeUnique();
    }

    // Only an answer that contradicts itself lies in the segment; for all else another run may have better luck.
    private static string ReasonOf(RecognitionResult result) => result switch
    {
        RecognitionResult.Skipped skipped when skipped.Reason.Contains("say different things", StringComparison.Ordinal) => skipped.Reason,
        _ => result.ShouldBeOfType<RecognitionResult.Unanswered>().Reason,
    };
}
