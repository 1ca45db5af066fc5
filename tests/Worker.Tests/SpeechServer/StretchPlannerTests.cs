using Longhand.SherpaOnnx;
using Longhand.SpeechServer.Engine;

namespace Longhand.Tests.SpeechServer;

public sealed class StretchPlannerTests
{
    private const int Rate = MoonshineRecognizer.SampleRate;
    private static readonly StretchPlanner Planner = new(TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(20));

    [Fact]
    public void Silence_has_nothing_to_decode() => Planner.Plan([], new float[Rate]).ShouldBeEmpty();

    [Fact]
    public void A_hesitation_does_not_begin_a_new_stretch() =>
        Planner.Plan([Range(1, 3), Range(3.3, 5)], new float[6 * Rate]).Single().Speech.ShouldBe(Range(1, 5));

    [Fact]
    public void A_pause_begins_a_new_stretch_at_the_speechs_own_time() =>
        Planner.Plan([Range(1, 3), Range(3.4, 5)], new float[6 * Rate]).Select(stretch => stretch.Speech)
            .ShouldBe([Range(1, 3), Range(3.4, 5)]);

    [Fact]
    public void Joining_stops_at_what_the_model_can_bear()
    {
        var stretches = Planner.Plan([Range(0, 12), Range(12.2, 19), Range(19.2, 25)], new float[26 * Rate]);

        stretches.Select(stretch => stretch.Speech).ShouldBe([Range(0, 19), Range(19.2, 25)]);
    }

    [Fact]
    public void Speech_is_heard_with_a_margin_that_stays_within_the_file_and_out_of_the_neighbours()
    {
        var heard = Planner.Plan([Range(0.05, 3), Range(3.35, 5.95)], new float[6 * Rate]).Select(stretch => stretch.Heard);

        heard.ShouldBe([Range(0, 3.1), Range(3.25, 6)]);
    }

    [Fact]
    public void Speech_without_a_pause_is_cut_where_it_is_quietest()
    {
        var samples = Enumerable.Repeat(0.5f, 30 * Rate).ToArray();
        samples.AsSpan(15 * Rate, Rate / 5).Fill(0.001f);

        var stretches = Planner.Plan([Range(0, 30)], samples);

        stretches.Count.ShouldBe(2);
        stretches[0].Speech.End.ShouldBeInRange(15 * Rate, (15 * Rate) + (Rate / 5));
        stretches[1].Speech.Start.ShouldBe(stretches[0].Speech.End);
        stretches[0].Heard.End.ShouldBe(stretches[0].Speech.End);
    }

    [Fact]
    public void Pieces_that_touch_are_cut_anew_and_not_where_the_detector_had_to_break()
    {
        var samples = Enumerable.Repeat(0.5f, 40 * Rate).ToArray();
        samples.AsSpan(18 * Rate, Rate / 5).Fill(0.001f);

        var stretches = Planner.Plan([Range(0, 30), Range(30, 36)], samples);

        stretches.Select(stretch => stretch.Speech.End).ShouldNotContain(30L * Rate);
        stretches[0].Speech.End.ShouldBeInRange(18 * Rate, (18 * Rate) + (Rate / 5));
    }

    [Theory]
    [InlineData(20.01)]
    [InlineData(21)]
    [InlineData(39)]
    [InlineData(60)]
    public void Every_sample_of_speech_is_in_exactly_one_stretch_and_none_is_too_long(double seconds)
    {
        var random = new Random(1);
        var samples = Enumerable.Range(0, (int)(seconds * Rate)).Select(_ => random.NextSingle() - 0.5f).ToArray();

        var speech = Planner.Plan([new VoicedRange(0, samples.Length)], samples).Select(stretch => stretch.Speech).ToList();

        speech[0].Start.ShouldBe(0);
        speech[^1].End.ShouldBe(samples.Length);
        speech.Zip(speech.Skip(1)).ShouldAllBe(pair => pair.First.End == pair.Second.Start);
        speech.ShouldAllBe(range => range.Length <= 20 * Rate && range.Length >= Rate);
    }

    private static VoicedRange Range(double start, double end) =>
        new((long)Math.Round(start * Rate), (long)Math.Round(end * Rate));
}
