using Longhand.Dashboard;
using Longhand.Recordings;

namespace Longhand.Tests.Dashboard;

public sealed class PlayTimeTests
{
    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(59.999, "0:59")]
    [InlineData(2535, "42:15")]
    [InlineData(3600, "1:00:00")]
    [InlineData(90_061, "25:01:01")]
    public void A_time_is_told_in_whole_seconds_that_have_passed(double seconds, string told) =>
        PlayTime.Of(AudioClock.ToSamples(seconds)).ShouldBe(told);

    [Fact]
    public void A_machine_gets_the_exact_time() => PlayTime.Machine(AudioClock.ToSamples(61.25)).ShouldBe("PT61.25S");

    [Theory]
    [InlineData(1, "1 B")]
    [InlineData(1024, "1 KiB")]
    [InlineData(28_800_000, "27.5 MiB")]
    [InlineData(17_179_869_184, "16 GiB")]
    public void A_size_is_told_in_its_largest_unit(long bytes, string told) => FileSize.Of(bytes).ShouldBe(told);
}
