using Longhand.Recordings;
using Longhand.Splitting;

namespace Longhand.Tests.Splitting;

public sealed class CutPlannerTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(30)]
    public void A_cut_falls_into_the_one_pause_there_is(double max)
    {
        var sound = new Sound(1).Speech(max * 0.6, pause: 0).Noise(0.5, -65).Speech(max * 0.6, pause: 0);
        var pause = new SampleRange((long)(max * 0.6 * 16_000), (long)(((max * 0.6) + 0.5) * 16_000));

        var cuts = Planning.Plan(sound.ToFrames(), sound.Length, max);

        cuts.Count.ShouldBe(2);
        cuts[0].Owned.End.ShouldBeInRange(pause.Start + 800, pause.End - 800);
        cuts[0].Forced.ShouldBeFalse();
    }

    [Fact]
    public void The_first_segment_is_short_where_a_good_pause_allows_it()
    {
        var sound = new Sound(3).Speech(14, pause: 0).Noise(0.6, -65).Speech(80, pause: 0).Noise(0.6, -65).Speech(20, pause: 0);

        var cuts = Planning.Plan(sound.ToFrames(), sound.Length, 60);

        cuts[0].Owned.End.ShouldBeInRange(14 * 16_000, (14 * 16_000) + 9_600);
        cuts[0].Forced.ShouldBeFalse();
    }

    [Fact]
    public void Where_there_is_no_pause_the_cut_is_forced_and_overlaps_within_the_limit()
    {
        var sound = new Sound(2).Noise(100, -25);

        var cuts = Planning.Plan(sound.ToFrames(), sound.Length, 60, new SplittingOptions { SkipSilence = false });

        cuts[0].Forced.ShouldBeTrue();
        cuts[0].OverlapSamples.ShouldBe(24_000);
        cuts[0].Sent.Length.ShouldBeLessThanOrEqualTo(60 * 16_000);
    }

    [Fact]
    public void A_short_end_is_not_left_over()
    {
        var sound = new Sound(3).Speech(60.5);

        var cuts = Planning.Plan(sound.ToFrames(), sound.Length, 60);

        cuts.Count.ShouldBe(2);
        cuts[1].Owned.Length.ShouldBeGreaterThanOrEqualTo(5 * 16_000);
    }

    [Fact]
    public void No_more_than_the_longest_segment_and_the_look_ahead_is_held_however_long_the_recording()
    {
        var speech = new Sound(7).Speech(30).ToFrames();
        var silence = new Sound(8).Noise(30, -60).ToFrames();
        var options = new SplittingOptions();
        using var gate = new SilenceGate(options);
        var planner = new CutPlanner(SplitLimits.For(TimeSpan.FromSeconds(60), options), options, gate, []);
        var frames = 0L;

        for (var minute = 0; minute < 600; minute++)
        {
            var part = minute / 20 % 3 == 2 ? silence : speech;
            planner.Append([], part);
            frames += part.Length;
            while (planner.Next() is not null)
            {
                // What is cut is of no interest here, only what is still held.
            }

            ((frames * Frames.Length) - planner.KeepFrom).ShouldBeLessThanOrEqualTo((60 + 5 + 5 + 1 + 30) * 16_000);
        }
    }

    [Fact]
    public void What_fits_is_not_cut()
    {
        var sound = new Sound(4).Speech(60);

        Planning.Plan(sound.ToFrames(), 60 * 16_000, 60).Count.ShouldBe(1);
    }

    [Fact]
    public void A_limit_between_two_samples_is_rounded_down()
    {
        SplitLimits.For(TimeSpan.FromTicks((625 * 960_000) + 624), new SplittingOptions()).Max.ShouldBe(960_000);
    }

    [Fact]
    public void A_decode_shorter_than_what_is_stored_means_that_the_audio_has_changed()
    {
        var sound = new Sound(5).Speech(10);
        var stored = new CutSegment(new SampleRange(0, sound.Length + 1), false, false, 0, 40, []);

        Should.Throw<PermanentFailureException>(() => Planning.Plan(sound.ToFrames(), sound.Length, 60, stored: [stored]))
            .Message.ShouldContain("has changed");
    }

    [Fact]
    public void Stored_cuts_win_over_the_plan()
    {
        var sound = new Sound(6).Speech(40);
        var stored = new CutSegment(new SampleRange(0, 123_457), false, true, 1_000, 12, []);

        var cuts = Planning.Plan(sound.ToFrames(), sound.Length, 60, stored: [stored]);

        cuts[0].ShouldBe(stored);
        cuts[1].Owned.ShouldBe(new SampleRange(123_457, sound.Length));
    }
}
