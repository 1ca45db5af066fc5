using Longhand.Recordings;

namespace Longhand.Tests.Recordings;

public sealed class AudioClockTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(959_999)]
    [InlineData(24L * 3600 * 16_000)]
    public void Samples_survive_the_way_to_time_and_back(long samples) =>
        AudioClock.ToSamples(AudioClock.ToTime(samples)).ShouldBe(samples);

    [Fact]
    public void Seconds_are_rounded_to_the_nearest_sample() => AudioClock.ToSamples(1.00003).ShouldBe(16_000);

    [Theory]
    [InlineData(0, "00:00:00")]
    [InlineData(3_599.9, "00:59:59")]
    [InlineData(90_000, "25:00:00")]
    [InlineData(360_061, "100:01:01")]
    public void Hours_go_on_behind_a_day(double seconds, string text) =>
        AudioClock.ToText(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [Fact]
    public void A_range_behind_the_first_day_is_told_with_its_day() =>
        new SampleRange(25L * 3600 * 16_000, (26L * 3600 * 16_000) + 8)
            .ToString().ShouldBe("25:00:00.000–26:00:00.000");
}
