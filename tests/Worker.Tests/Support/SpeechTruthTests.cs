using Longhand.Support;

namespace Longhand.Tests.Support;

public sealed class SpeechTruthTests
{
    private static readonly SpeechTruth Truth = new(
        160_000,
        [
            new("The conference is now locked.", 16_000, 40_000),
            new("Please try again.", 64_000, 80_000),
            new("Press 1 to record your name.", 112_000, 144_000),
        ]);

    [Fact]
    public void A_start_is_compared_with_that_of_the_utterance_that_holds_the_first_words()
    {
        var starts = Truth.ScoreStarts(
        [
            (TimeSpan.FromSeconds(1.1), "The conference is"),
            (TimeSpan.FromSeconds(1.9), "now locked."),
            (TimeSpan.FromSeconds(3.8), "Please try again."),
            (TimeSpan.FromSeconds(7), "press one to record your name"),
        ]);

        starts.Select(start => Math.Round(start.Error!.Value.TotalSeconds, 3)).ShouldBe([0.1, -0.2, 0]);
        starts.ShouldAllBe(start => start.Opens);
    }

    [Fact]
    public void A_prompt_joined_to_the_one_before_it_opens_no_utterance()
    {
        var starts = Truth.ScoreStarts(
        [
            (TimeSpan.FromSeconds(1), "The conference is now locked. Please try again."),
            (TimeSpan.FromSeconds(7), "Press 1 to record your name."),
        ]);

        starts.Select(start => start.Opens).ShouldBe([true, false, true]);
    }

    [Fact]
    public void A_misheard_first_word_still_finds_the_utterance()
    {
        var starts = Truth.ScoreStarts(
        [
            (TimeSpan.FromSeconds(1), "A conference is now locked."),
            (TimeSpan.FromSeconds(4), "please try again"),
            (TimeSpan.FromSeconds(7), "Press 1 to record your name."),
        ]);

        starts[0].Opens.ShouldBeTrue();
        starts[0].Error.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_prompt_that_was_not_heard_has_no_error()
    {
        var starts = Truth.ScoreStarts([(TimeSpan.FromSeconds(1), "the conference is now locked"), (TimeSpan.FromSeconds(7), "press 1 to record your name")]);

        starts[1].Heard.ShouldBeNull();
        starts[1].Error.ShouldBeNull();
    }

    [Fact]
    public void The_text_is_all_that_is_said()
    {
        Truth.Score("The conference is now locked. Please try again. Press one to record your name.").Rate.ShouldBe(0);
    }
}
