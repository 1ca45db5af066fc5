using Longhand.Recognition;
using Longhand.Recordings;

namespace Longhand.Tests.Recognition;

public sealed class RequestIdTests
{
    private static readonly SegmentAudio Audio =
        new(RecordingId.New(TimeProvider.System), new SampleRange(1_382_399_999, 1_382_400_000), "segment.wav");

    [Fact]
    public void It_leads_back_to_recording_segment_and_call() =>
        RequestId.For(Audio, 3).ShouldStartWith($"{Audio.RecordingId.Value:N}-1382399999-3-");

    [Fact]
    public void It_is_another_for_every_call() => RequestId.For(Audio, 1).ShouldNotBe(RequestId.For(Audio, 1));

    [Fact]
    public void It_stays_short_at_the_end_of_a_day_of_audio() => RequestId.For(Audio, 999).Length.ShouldBeLessThanOrEqualTo(64);
}
