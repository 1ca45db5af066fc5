using Longhand.Media;

namespace Longhand.Tests.Media;

public sealed class StereoEnergyTests
{
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(1, 0, false)]
    [InlineData(1, -1, true)]
    [InlineData(1, -0.9, true)]
    [InlineData(1, -0.4, false)]
    public void Channels_that_cancel_each_other_are_told_apart(double left, double right, bool opposite)
    {
        var energy = Measure(left, right, 3_000);

        energy.Tells.ShouldBeTrue();
        energy.Opposite.ShouldBe(opposite);
    }

    [Fact]
    public void Near_silence_tells_nothing() => Measure(1, -1, 10).Tells.ShouldBeFalse();

    private static StereoEnergy Measure(double left, double right, double amplitude)
    {
        var samples = Enumerable.Range(0, 16_000)
            .SelectMany(i => new[] { left, right }.Select(gain => (short)(gain * amplitude * Math.Sin(i * 0.2)))).ToArray();
        return default(StereoEnergy).Add(samples);
    }
}
