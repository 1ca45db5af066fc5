using Longhand.SpeechServer;
using Longhand.SpeechServer.Api;
using Longhand.SpeechServer.Engine;

namespace Longhand.Tests.SpeechServer;

public sealed class EventFramesTests
{
    private static readonly Transcription Transcription = new(
        "id-1",
        1744009911,
        "request-1",
        new TranscriptionRequest(ModelProfile.All[0], default, Stream: true, AnswerForm.Glm),
        AsyncEnumerable.Empty<Utterance>());

    [Fact]
    public void A_delta_is_one_data_line_with_the_services_fields() =>
        EventFrames.Of(TranscriptEvent.Heard(Transcription, "That's it.")).ShouldBe(
            "data: {\"id\":\"id-1\",\"created\":1744009911,\"model\":\"glm-asr\",\"type\":\"transcript.text.delta\",\"delta\":\"That's it.\"}\n\n");

    [Fact]
    public void The_end_carries_the_whole_text_even_where_it_is_empty() =>
        EventFrames.Of(TranscriptEvent.Done(Transcription, "")).ShouldBe(
            "data: {\"id\":\"id-1\",\"created\":1744009911,\"model\":\"glm-asr\",\"type\":\"transcript.text.done\",\"text\":\"\"}\n\n");

    [Fact]
    public void A_line_break_in_the_text_does_not_break_the_frame() =>
        EventFrames.Of(TranscriptEvent.Heard(Transcription, "a\nb")).TrimEnd('\n').ShouldNotContain('\n');
}
