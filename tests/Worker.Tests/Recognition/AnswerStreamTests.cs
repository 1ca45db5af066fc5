using System.Text;
using Longhand.Recognition;

namespace Longhand.Tests.Recognition;

public sealed class AnswerStreamTests
{
    private const string Delta = """data: {"id":"1","type":"transcript.text.delta","delta":"Hel"}""" + "\n\n";
    private const string Done = """data: {"id":"1","model":"m","type":"transcript.text.done","text":"Hello."}""" + "\n\n";
    private const string End = "data: [DONE]\n\n";

    [Theory]
    [InlineData(Delta + Done + End)]
    [InlineData(Delta + Done)]
    [InlineData(Done + End)]
    [InlineData(": a comment\n\n" + "event: message\nid: 7\n" + Done + End)]
    public async Task The_done_event_is_the_answer(string stream)
    {
        var answer = (await ReadAsync(stream)).ShouldBeOfType<AsrReply.Answered>().Answer;

        answer.Text.ShouldBe("Hello.");
        answer.TaskId.ShouldBe("1");
        answer.Utterances.ShouldBeNull();
    }

    [Fact]
    public async Task Lines_may_end_in_CR_LF() =>
        (await ReadAsync((Delta + Done + End).ReplaceLineEndings("\r\n"))).ShouldBeOfType<AsrReply.Answered>();

    [Fact]
    public async Task An_event_may_span_lines() =>
        (await ReadAsync("data: {\"type\":\"transcript.text.done\",\ndata: \"text\":\"Hello.\"}\n\n"))
            .ShouldBeOfType<AsrReply.Answered>().Answer.Text.ShouldBe("Hello.");

    [Fact]
    public async Task Nothing_heard_is_an_answer() =>
        (await ReadAsync("""data: {"type":"transcript.text.done","text":""}""" + "\n\n" + End))
            .ShouldBeOfType<AsrReply.Answered>().Answer.Text.ShouldBe("");

    [Theory]
    [InlineData("")]
    [InlineData(End)]
    [InlineData(Delta)]
    [InlineData(Delta + End)]
    [InlineData(Delta + "data: {\"type\":\"transcript.text.done\",\"te")]
    [InlineData(Delta + "data: {\"type\":\"transcript.text.done\",\"te\n\n")]
    [InlineData(Delta + "data: half\n\n")]
    [InlineData(Delta + "data: {\"type\":\"transcript.text.done\",\"text\":\"\\ud83d\"}\n\n")]
    [InlineData(Delta + "data: {\"type\":\"\\ud83d\"}\n\n")]
    public async Task A_stream_that_ends_without_done_is_half_an_answer(string stream) =>
        (await ReadAsync(stream)).ShouldBeOfType<AsrReply.Failed>().Error.Fault.ShouldBe(AsrFault.HalfAnswer);

    [Fact]
    public async Task A_done_event_without_text_is_no_answer() =>
        (await ReadAsync("""data: {"type":"transcript.text.done"}""" + "\n\n"))
            .ShouldBeOfType<AsrReply.Failed>().Error.Fault.ShouldBe(AsrFault.NoAnswer);

    [Fact]
    public async Task An_error_event_is_the_APIs_error()
    {
        var failed = (await ReadAsync(Delta + """data: {"error":{"code":"1305","message":"busy"}}""" + "\n\n" + End)).ShouldBeOfType<AsrReply.Failed>();

        failed.Error.Code.ShouldBe("1305");
        failed.Outcome.ShouldBe(AsrOutcome.SlowDown);
    }

    [Fact]
    public async Task A_finish_reason_says_why_a_stream_ended()
    {
        var cut = (await ReadAsync(Delta + """data: {"choices":[{"finish_reason":"network_error"}]}""" + "\n\n")).ShouldBeOfType<AsrReply.Failed>();
        var sensitive = (await ReadAsync("""data: {"choices":[{"finish_reason":"sensitive"}]}""" + "\n\n" + End)).ShouldBeOfType<AsrReply.Failed>();

        cut.Error.Message.ShouldContain("network_error");
        cut.Outcome.ShouldBe(AsrOutcome.TryAgain);
        sensitive.Outcome.ShouldBe(AsrOutcome.Skip);
        sensitive.Error.ToString().ShouldBe("sensitive content (1301)");
    }

    private static async Task<AsrReply> ReadAsync(string stream)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(stream));
        return await AnswerStream.ReadAsync(body, "ours", TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }
}
