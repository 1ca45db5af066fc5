using Longhand.Recordings;
using Longhand.Splitting;

namespace Longhand.Tests.Splitting;

public sealed class VoicedStretchesTests
{
    [Theory]
    [InlineData(-70, -20)]
    [InlineData(-40, -25)]
    [InlineData(-70, -52)]
    public void Speech_is_found_above_whatever_noise_there_is(double noise, double speech)
    {
        var sound = new Sound(1).Noise(2, noise).Noise(1, speech).Noise(2, noise).Noise(1.5, speech).Noise(1, noise);

        var voiced = VoicedStretches.In(Track(sound), new SampleRange(0, sound.Length));

        voiced.Count.ShouldBe(2);
        voiced[0].Start.ShouldBeInRange(31_000, 32_100);
        voiced[0].End.ShouldBeInRange(47_900, 49_000);
        voiced[1].Start.ShouldBeInRange(79_000, 80_100);
    }

    [Fact]
    public void Stretches_count_from_the_start_of_their_segment()
    {
        var sound = new Sound(2).Noise(3, -70).Noise(1, -20).Noise(3, -70);

        var voiced = VoicedStretches.In(Track(sound), new SampleRange(16_000, sound.Length));

        voiced.ShouldHaveSingleItem().Start.ShouldBeInRange(31_000, 32_100);
    }

    [Fact]
    public void A_segment_without_any_difference_is_voiced_throughout()
    {
        var sound = new Sound(3).Noise(3, -40);

        VoicedStretches.In(Track(sound), new SampleRange(0, sound.Length)).ShouldBe([new SampleRange(0, sound.Length)]);
    }

    private static FrameTrack Track(Sound sound)
    {
        var track = new FrameTrack();
        track.Append(sound.ToFrames());
        return track;
    }
}
