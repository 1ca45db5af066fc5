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
}
