using Longhand.Dashboard;
using Longhand.Recordings;

namespace Longhand.Tests.Dashboard;

public sealed class TranscriptPartTests
{
    private static readonly long Hour = AudioClock.ToSamples(TimeSpan.FromHours(1));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3599.9, 0)]
    [InlineData(3600, 1)]
    [InlineData(86_399, 23)]
    [InlineData(1e300, 23)]
    [InlineData(-5, 0)]
    [InlineData(double.NaN, 0)]
    public void A_time_is_read_in_the_hour_that_holds_it(double seconds, int hour) =>
        TranscriptPart.At(seconds, 24 * Hour).ShouldBe(new SampleRange(hour * Hour, (hour + 1) * Hour));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3600, 1)]
    [InlineData(3601, 2)]
    [InlineData(86_400, 24)]
    public void A_recording_has_as_many_parts_as_hours_begun(double seconds, int parts) =>
        TranscriptPart.All(AudioClock.ToSamples(seconds)).Count.ShouldBe(parts);

    [Fact]
    public void Silence_after_silence_reads_as_one_but_words_stay_with_their_segment()
    {
        var blocks = TranscriptBlock.Join(
        [
            Block(0, 10, SegmentState.Transcribed),
            Block(10, 20, SegmentState.Transcribed),
            Block(20, 30, SegmentState.Silent),
            Block(30, 40, SegmentState.Silent),
            Block(40, 50, SegmentState.Gap, "one reason"),
            Block(50, 60, SegmentState.Gap, "another"),
        ]);

        blocks.Select(block => block.Range.Start).ShouldBe([0L, 10, 20, 40, 50]);
        blocks[2].Range.End.ShouldBe(40);
    }

    private static TranscriptBlock Block(long start, long end, SegmentState state, string? reason = null) =>
        new(new SampleRange(start, end), state, reason, []);
}
