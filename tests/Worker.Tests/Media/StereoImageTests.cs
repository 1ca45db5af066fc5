using Longhand.Media;

namespace Longhand.Tests.Media;

public sealed class StereoImageTests
{
    [Theory]
    [InlineData(1, 1, ChannelMix.Sum)]
    [InlineData(-1, -1, ChannelMix.Difference)]
    [InlineData(1, -1, ChannelMix.Uneven)]
    [InlineData(-1, 1, ChannelMix.Uneven)]
    [InlineData(0, 0, ChannelMix.Sum)]
    [InlineData(-1, 0, ChannelMix.Uneven)]
    public void The_mix_loses_neither_half(double first, double second, ChannelMix mix)
    {
        var image = new StereoImage();

        image.Add(Sound(first));
        image.Add(Sound(second));

        image.Tells.ShouldBeTrue();
        image.Mix.ShouldBe(mix);
    }

    [Fact]
    public void Quiet_windows_tell_nothing()
    {
        var image = new StereoImage();

        image.Add(Sound(-1, loudness: 20));

        image.Tells.ShouldBeFalse();
        image.Mix.ShouldBe(ChannelMix.Sum);
    }

    // Two seconds of a tone; the right channel is the left one times a factor.
    private static short[] Sound(double factor, double loudness = 4000)
    {
        var samples = new short[4 * StereoImage.SampleRate];
        for (var i = 0; i < samples.Length; i += 2)
        {
            var sample = loudness * Math.Sin(i / 7.0);
            (samples[i], samples[i + 1]) = ((short)sample, (short)(sample * factor));
        }

        return samples;
    }
}
