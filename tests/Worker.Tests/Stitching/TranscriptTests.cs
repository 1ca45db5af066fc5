using Longhand.Recordings;
using Longhand.Stitching;

namespace Longhand.Tests.Stitching;

public sealed class TranscriptTests
{
    private static readonly Recording _recording = new()
    {
        Id = Transcripts.Id,
        Name = "a.wav",
        Door = RecordingDoor.Api,
        ContentHash = new byte[32],
        SizeBytes = 1,
        Status = RecordingStatus.Recognizing,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static readonly Segment[] _segments =
    [
        Segment(40, 50, SegmentState.Pending),
        Segment(0, 10, SegmentState.Transcribed, overlap: 2),
        Segment(10, 20, SegmentState.Gap, "1301"),
        Segment(20, 25, SegmentState.Gap, "1301"),
        Segment(25, 30, SegmentState.Gap, "500"),
        Segment(30, 35, SegmentState.Silent),
        Segment(35, 40, SegmentState.Silent),
    ];

    [Fact]
    public void Every_sample_is_accounted_for_once() =>
        Coverage.Of(_segments).ShouldBe(new Coverage(10, 10, 20, 10));

    [Fact]
    public void Neighbours_of_one_kind_are_one_stretch()
    {
        var transcript = Transcript.From(_recording, _segments, []);

        transcript.Gaps.ShouldBe(
            [new TranscriptGap(new SampleRange(10, 25), "1301"), new TranscriptGap(new SampleRange(25, 30), "500")]);
        transcript.Silences.ShouldBe([new SampleRange(30, 40)]);
        transcript.Pending.ShouldBe([new SampleRange(40, 50)]);
    }

    [Fact]
    public void A_running_recording_has_a_partial_transcript_with_its_cost()
    {
        var transcript = Transcript.From(_recording, _segments, []);

        transcript.IsPartial.ShouldBeTrue();
        transcript.Models.ShouldBe(["glm-asr"]);
        transcript.Calls.ShouldBe(14);
        transcript.SentSamples.ShouldBe(2 * 50);
        transcript.ResentSamples.ShouldBe(50);
    }

    [Fact]
    public void Utterances_come_in_the_order_of_their_segments()
    {
        var transcript = Transcript.From(
            _recording, _segments, [Utterance(10, 0, "c"), Utterance(0, 1, "b"), Utterance(0, 0, "a")]);

        transcript.Utterances.Select(utterance => utterance.Text).ShouldBe(["a", "b", "c"]);
    }

    private static Segment Segment(long start, long end, SegmentState state, string? reason = null, int overlap = 0) => new()
    {
        RecordingId = Transcripts.Id,
        StartSample = start,
        EndSample = end,
        State = state,
        GapReason = reason,
        OverlapSamples = overlap,
        Calls = 2,
        SentSamples = 2 * (end - start),
        ResentSamples = end - start,
        Answer = state == SegmentState.Transcribed ? new SpeechAnswer("", null, null, null, "glm-asr") : null,
    };

    private static Utterance Utterance(long segment, int ordinal, string text) => new()
    {
        RecordingId = Transcripts.Id,
        SegmentStart = segment,
        Ordinal = ordinal,
        StartSample = segment,
        EndSample = segment,
        Text = text,
        Timing = UtteranceTiming.Reported,
    };
}
