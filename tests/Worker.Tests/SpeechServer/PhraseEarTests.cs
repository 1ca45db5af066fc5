using Longhand.SpeechServer.Engine;

namespace Longhand.Tests.SpeechServer;

public sealed class PhraseEarTests
{
    private const int Rate = 16_000;

    [Theory]
    [InlineData("To speak with a customer advocate, press two.", 3, true)]
    [InlineData("No, no, no.", 1, true)]
    [InlineData("Yes.", 1, true)]
    [InlineData("1.", 7.8, false)]
    [InlineData("To a demonstration serve, serve to a demonstration serve, serve to a demonstration", 1.6, false)]
    [InlineData("Internet, please wait a moment. Please wait a moment.", 4, false)]
    [InlineData("In order for this to work, you must be able to work.", 1.6, false)]
    public void What_the_model_makes_up_is_told_from_what_is_said(string text, double seconds, bool credible) =>
        Credibility.Of(text, TimeSpan.FromSeconds(seconds)).ShouldBe(credible);

    [Fact]
    public void A_phrase_that_is_heard_credibly_is_heard_once() =>
        Hear(8, _ => "To establish a sales partnership press one. To speak with a customer advocate press two.")
            .Asked.ShouldBe([8 * Rate]);

    [Fact]
    public void A_phrase_of_which_one_word_was_heard_is_heard_in_another_frame()
    {
        const string All = "To establish a sales partnership press one. To speak with a customer advocate press two.";

        var (heard, asked) = Hear(8, samples => samples == 8 * Rate ? "1." : All);

        heard.ShouldBe(All);
        asked.Count.ShouldBe(2);
    }

    [Fact]
    public void A_phrase_that_loops_in_every_frame_is_heard_in_halves() =>
        Hear(8, samples => samples >= 8 * Rate
                ? string.Join(' ', Enumerable.Repeat("Press two to toggle fast playback.", 20))
                : "Press two to toggle fast playback, then wait.")
            .Heard.ShouldBe(
                "Press two to toggle fast playback, then wait. Press two to toggle fast playback, then wait.");

    [Fact]
    public void Words_that_are_said_twice_are_kept_where_every_frame_hears_them_twice() =>
        Hear(2.5, _ => "Press one. Press one.").Heard.ShouldBe("Press one. Press one.");

    [Fact]
    public void Where_nothing_is_said_nothing_is_made_of_it() => Hear(8, _ => "").Asked.Count.ShouldBe(1);

    private static (string Heard, IReadOnlyList<int> Asked) Hear(double seconds, Func<int, string> recognize)
    {
        var asked = new List<int>();
        // All of it alike but for its middle, where a cut hurts least.
        var samples = Enumerable.Repeat(0.1f, (int)(seconds * Rate)).ToArray();
        samples.AsSpan((samples.Length / 2) - (Rate / 20), Rate / 10).Clear();
        var heard = new PhraseEar(piece =>
        {
            asked.Add(piece.Length);
            return recognize(piece.Length);
        }).Hear(samples);
        return (heard, asked);
    }
}
