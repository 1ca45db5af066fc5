using System.Text;
using Longhand.Recognition;
using Longhand.Recordings;

namespace Longhand.Tests.Recognition;

public sealed class AnswerReaderTests
{
    private static readonly TimeSpan Sent = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_whole_answer_keeps_its_text_its_times_and_the_APIs_own_id()
    {
        var answer = Answer("""
            {"id":"task-1","created":1746000000,"request_id":"other","model":"glm-asr",
             "segments":[{"id":0,"start":0.2,"end":3.5,"text":"Hello there."},{"id":1,"start":4,"end":9,"text":"General."}],
             "text":"Hello there. General."}
            """);

        answer.Text.ShouldBe("Hello there. General.");
        answer.Utterances.ShouldBe([new AnsweredUtterance(0.2, 3.5, "Hello there."), new AnsweredUtterance(4, 9, "General.")]);
        answer.TaskId.ShouldBe("task-1");
        answer.RequestId.ShouldBe("ours");
        answer.Model.ShouldBe("glm-asr");
    }

    [Fact]
    public void Missing_segments_model_and_ids_are_no_failure()
    {
        var answer = Answer("""{"text":"你好。"}""");

        answer.Text.ShouldBe("你好。");
        answer.Utterances.ShouldBeNull();
        answer.TaskId.ShouldBeNull();
        answer.Model.ShouldBeNull();
    }

    [Fact]
    public void An_id_may_be_a_number() => Answer("""{"id":18144155138,"text":"a"}""").TaskId.ShouldBe("18144155138");

    [Fact]
    public void Seconds_may_be_strings() =>
        Answer("""{"segments":[{"start":"0","end":"1.5","text":"one"}],"text":"one"}""")
            .Utterances.ShouldBe([new AnsweredUtterance(0, 1.5, "one")]);

    [Fact]
    public void Without_a_whole_text_that_of_the_segments_is_it() =>
        Answer("""{"segments":[{"start":0,"end":1,"text":"one"},{"start":1,"end":2,"text":"two"},{"start":2,"end":3,"text":"三。"},{"start":3,"end":4,"text":"四。"}]}""")
            .Text.ShouldBe("one two三。四。");

    [Fact]
    public void Nothing_heard_is_an_answer()
    {
        Answer("""{"text":"","segments":[]}""").Text.ShouldBe("");
        Answer("""{"text":""}""").Utterances.ShouldBeNull();
    }

    [Theory]
    [InlineData("""[{"start":0,"end":0,"text":"one"},{"start":0,"end":0,"text":"two"}]""")]
    [InlineData("""[{"start":0,"end":4000,"text":"one"},{"start":4000,"end":9000,"text":"two"}]""")]
    [InlineData("""[{"start":0,"end":2,"text":"one"},{"start":12,"end":13,"text":"two"}]""")]
    [InlineData("""[{"start":0,"end":2,"text":"one"},{"start":4,"end":41,"text":"two"}]""")]
    [InlineData("""[{"start":5,"end":6,"text":"one"},{"start":1,"end":2,"text":"two"}]""")]
    [InlineData("""[{"start":3,"end":2,"text":"one"},{"start":4,"end":5,"text":"two"}]""")]
    [InlineData("""[{"start":-1,"end":2,"text":"one"},{"start":4,"end":5,"text":"two"}]""")]
    [InlineData("""[{"text":"one"},{"text":"two"}]""")]
    public void Times_that_cannot_be_are_dropped_and_the_words_kept(string segments)
    {
        var answer = Answer($$"""{"text":"one two","segments":{{segments}}}""");

        answer.Text.ShouldBe("one two");
        answer.Utterances.ShouldBeNull();
    }

    [Fact]
    public void Punctuation_and_case_do_not_contradict() =>
        Answer("""{"text":"Hello, there!","segments":[{"start":0,"end":1,"text":"hello there"}]}""").Utterances.ShouldNotBeNull();

    [Fact]
    public void Where_text_and_segments_differ_a_little_no_word_is_lost_to_the_times()
    {
        var answer = Answer("""
            {"text":"the meeting begins at ten thirty in the morning today ok",
             "segments":[{"start":0,"end":5,"text":"the meeting begins at ten thirty in the morning today"}]}
            """);

        answer.Text.ShouldEndWith("today ok");
        answer.Utterances.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"text":"one thing","segments":[{"start":0,"end":1,"text":"quite another story"}]}""")]
    [InlineData("""{"text":"","segments":[{"start":0,"end":1,"text":"something was said"}]}""")]
    [InlineData("""{"text":"something was said","segments":[{"start":0,"end":1,"text":""}]}""")]
    [InlineData("""{"text":"first sentence. second sentence.","segments":[{"start":0,"end":1,"text":"first sentence."}]}""")]
    public void Text_that_contradicts_its_segments_is_a_failure(string body) =>
        Failure(body).Fault.ShouldBe(AsrFault.Contradiction);

    [Theory]
    [InlineData("", AsrFault.HalfAnswer)]
    [InlineData(" \r\n ", AsrFault.HalfAnswer)]
    [InlineData("""{"text":"cut he""", AsrFault.HalfAnswer)]
    [InlineData("<html></html>", AsrFault.HalfAnswer)]
    [InlineData("""{"text":"half \ud83d"}""", AsrFault.HalfAnswer)]
    [InlineData("""{"text":"half","segments":[{"start":0,"end":1,"text":"\ude00"}]}""", AsrFault.HalfAnswer)]
    [InlineData("""{"error":{"code":"1302","message":"\ud83d"}}""", AsrFault.HalfAnswer)]
    [InlineData("null", AsrFault.NoAnswer)]
    [InlineData("[]", AsrFault.NoAnswer)]
    [InlineData("{}", AsrFault.NoAnswer)]
    [InlineData("""{"text":null}""", AsrFault.NoAnswer)]
    public void What_is_no_answer_is_a_failure(string body, object fault) => Failure(body).Fault.ShouldBe((AsrFault)fault);

    [Fact]
    public void OpenAIs_verbose_answer_is_read_alike()
    {
        var answer = Answer("""
            {"task":"transcribe","language":"english","duration":10.0,"text":" Hello there. General.","segments":[
             {"id":0,"seek":0,"start":0.0,"end":3.5,"text":" Hello there.","tokens":[50364],"temperature":0.0,"avg_logprob":-0.28,"compression_ratio":1.2,"no_speech_prob":0.01},
             {"id":1,"seek":0,"start":4,"end":30.0,"text":" General.","tokens":[],"temperature":0.0,"avg_logprob":-0.3,"compression_ratio":1.2,"no_speech_prob":0.01}]}
            """);

        answer.Text.ShouldBe(" Hello there. General.");
        answer.Utterances.ShouldNotBeNull().Select(utterance => (utterance.Start, utterance.End)).ShouldBe([(0, 3.5), (4, 30)]);
    }

    [Fact]
    public void Its_plain_answer_is_one_without_times() =>
        Answer("""{"text":"Hello.","usage":{"type":"duration","seconds":10}}""").Utterances.ShouldBeNull();

    [Fact]
    public void The_answer_to_another_call_is_none_to_this_one() =>
        Failure("""{"request_id":"0197f0a0c0de7aaa8bbb0123456789ab-16000-1-0123abcd","text":"another's words"}""")
            .Fault.ShouldBe(AsrFault.NoAnswer);

    [Fact]
    public void An_error_under_a_success_status_is_an_error()
    {
        var error = Failure("""{"error":{"code":"1302","message":"slow"}}""");

        error.Fault.ShouldBe(AsrFault.Refused);
        error.Code.ShouldBe("1302");
    }

    private static SpeechAnswer Answer(string body) => Read(body).ShouldBeOfType<AsrReply.Answered>().Answer;

    private static AsrError Failure(string body) => Read(body).ShouldBeOfType<AsrReply.Failed>().Error;

    private static AsrReply Read(string body) => AnswerReader.Read(Encoding.UTF8.GetBytes(body), "ours", Sent);
}
