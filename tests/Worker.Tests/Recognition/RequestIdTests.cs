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

    [Fact]
    public void Another_calls_id_is_told_from_the_services_own()
    {
        var (ours, another) = (RequestId.For(Audio, 1), RequestId.For(Audio, 2));

        RequestId.IsOfAnother(another, ours).ShouldBeTrue();
        RequestId.IsOfAnother(ours, ours).ShouldBeFalse();
        RequestId.IsOfAnother(ours.ToUpperInvariant(), ours).ShouldBeFalse();
        RequestId.IsOfAnother(null, ours).ShouldBeFalse();
        RequestId.IsOfAnother("", ours).ShouldBeFalse();
        RequestId.IsOfAnother("18144155138", ours).ShouldBeFalse();
        RequestId.IsOfAnother("0197f0a0-c0de-7aaa-8bbb-0123456789ab", ours).ShouldBeFalse();
    }
}
