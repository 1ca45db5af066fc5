using Longhand.Splitting;

namespace Longhand.Tests.Splitting;

public sealed class SilenceTests
{
    [Theory]
    [InlineData(-30)]
    [InlineData(-62)]
    [InlineData(-120)]
    public void A_recording_of_nothing_but_room_noise_is_silent_as_a_whole(double dbfs)
    {
        var sound = new Sound(1).Noise(700.003, dbfs);

        var cuts = Planning.Plan(sound.ToFrames(), sound.Length, 60);

        cuts.ShouldAllBe(cut => cut.Silent && !cut.Forced && cut.Voiced.Count == 0);
        cuts.Count.ShouldBe(3);
        cuts.Sum(cut => cut.Owned.Length).ShouldBe(sound.Length);
    }

    [Fact]
    public void A_constant_offset_is_no_sound()
    {
        var samples = Enumerable.Repeat((short)1_600, 20 * 16_000).ToArray();

        Planning.Plan(Sound.Measure(samples), samples.Length, 60).ShouldHaveSingleItem().Silent.ShouldBeTrue();
    }

    [Fact]
    public void Padding_is_kept_with_the_speech_on_both_sides()
    {
        var sound = new Sound(2).Speech(10).Zeros(20).Speech(10);

        var cuts = Planning.Plan(sound.ToFrames(), sound.Length, 60);

        cuts.Select(cut => cut.Silent).ShouldBe([false, true, false]);
        cuts[1].Owned.Start.ShouldBeInRange((10 * 16_000) + 3_000, (10 * 16_000) + 8_800);
        cuts[1].Owned.End.ShouldBeInRange((30 * 16_000) - 8_800, (30 * 16_000) - 7_200);
    }

    [Fact]
    public void A_step_from_one_noise_to_another_does_not_end_a_silence()
    {
        var sound = new Sound(3).Zeros(20).Noise(20, -45).Noise(20, -60);

        Planning.Plan(sound.ToFrames(), sound.Length, 60).ShouldHaveSingleItem().Silent.ShouldBeTrue();
    }

    [Theory]
    [InlineData(-50)]
    [InlineData(-60)]
    public void Quiet_speech_above_quieter_noise_is_never_silence(double dbfs)
    {
        var sound = new Sound(4).Noise(10, -75).Speech(60, dbfs).Noise(10, -75);

        var cuts = Planning.Plan(sound.ToFrames(), sound.Length, 60);

        foreach (var silence in cuts.Where(cut => cut.Silent))
            (silence.Owned.End <= 10 * 16_000 || silence.Owned.Start >= 70 * 16_000).ShouldBeTrue(silence.Owned.ToString());
    }

    [Fact]
    public void One_short_word_in_noise_is_sent()
    {
        var sound = new Sound(5).Noise(30, -50).Noise(0.15, -40).Noise(30, -50);

        var cuts = Planning.Plan(sound.ToFrames(), sound.Length, 60);

        var sent = cuts.Where(cut => !cut.Silent).ShouldHaveSingleItem().Owned;
        sent.Start.ShouldBeLessThan((30 * 16_000) - 7_000);
        sent.End.ShouldBeGreaterThan((long)(30.15 * 16_000) + 7_000);
        sent.Duration.ShouldBeLessThan(TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public void Skipping_silence_can_be_switched_off()
    {
        var sound = new Sound(6).Zeros(100);

        Planning.Plan(sound.ToFrames(), sound.Length, 60, new SplittingOptions { SkipSilence = false })
            .ShouldAllBe(cut => !cut.Silent);
    }
}
