using Longhand.Recordings;
using Longhand.Stitching;
using static Longhand.Tests.Stitching.Speech;

namespace Longhand.Tests.Stitching;

public sealed class AnswerStitcherTests
{
    [Fact]
    public void Reported_times_are_moved_by_the_segments_offset_to_the_sample()
    {
        var offset = 86_400L * AudioClock.SampleRate + 7;
        var cut = new CutSegment(new SampleRange(offset, offset + 480_000), false, false, 0, 30, []);

        var utterances = AnswerStitcher.Stitch(cut, Timed((0.2, 3.5, "Hello there."), (4, 5, "Bye.")));

        utterances.ShouldBe(
        [
            new TimedUtterance(new SampleRange(offset + 3_200, offset + 56_000), "Hello there.", UtteranceTiming.Reported),
            new TimedUtterance(new SampleRange(offset + 64_000, offset + 80_000), "Bye.", UtteranceTiming.Reported),
        ]);
    }

    [Fact]
    public void Reported_times_are_clamped_into_what_was_sent()
    {
        var utterances = AnswerStitcher.Stitch(Cut(10, 20, overlap: 1.5), Timed((-1, 3, "a"), (4, 99, "b")));

        utterances.Select(utterance => utterance.Range).ShouldBe([Range(10, 13), Range(14, 21.5)]);
    }

    [Fact]
    public void Overlapping_parts_are_untangled_and_none_vanishes()
    {
        var utterances = AnswerStitcher.Stitch(Cut(0, 20), Timed((0, 10, "a"), (2, 3, "b"), (2, 2, "c"), (8, 12, "d")));

        ShouldFollowEachOther(utterances, Range(0, 20));
        utterances.ShouldAllBe(utterance => utterance.Range.Length > 0);
        WordsOf(utterances).ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public void Empty_parts_are_dropped() =>
        AnswerStitcher.Stitch(Cut(0, 9), Timed((0, 1, " "), (1, 2, "..."), (2, 3, "yes"))).Single().Text.ShouldBe("yes");

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 1, 4, 4)]
    [InlineData(double.NaN, 1, 2, 3)]
    [InlineData(200, 3500, 4000, 9000)]
    public void Times_that_say_nothing_are_estimated_instead(double start, double end, double start2, double end2)
    {
        var utterances = AnswerStitcher.Stitch(
            Cut(0, 10, voiced: [(1, 4), (6, 9)]), Timed((start, end, "One two three."), (start2, end2, "Four five six.")));

        utterances.ShouldAllBe(utterance => utterance.Timing == UtteranceTiming.Estimated);
        utterances.Select(utterance => utterance.Range).ShouldBe([Range(1, 4), Range(6, 9)]);
    }

    [Fact]
    public void Parts_that_lack_words_of_the_whole_text_give_way_to_it()
    {
        var answer = new SpeechAnswer("All of the words.", [new AnsweredUtterance(0, 1, "All of")], null, null, null);

        AnswerStitcher.Stitch(Cut(0, 10), answer).Single().ShouldBe(
            new TimedUtterance(Range(0, 10), "All of the words.", UtteranceTiming.Estimated));
    }

    [Fact]
    public void Sentences_without_times_are_laid_over_the_voiced_stretches_and_meet_pauses()
    {
        var cut = Cut(100, 130, voiced: [(0.5, 6), (7, 13.5), (20, 29)]);

        var utterances = AnswerStitcher.Stitch(cut, Text("A short sentence here. Another short sentence. And one that is longest."));

        utterances.Select(utterance => utterance.Range).ShouldBe([Range(100.5, 106), Range(107, 113.5), Range(120, 129)]);
        utterances.ShouldAllBe(utterance => utterance.Timing == UtteranceTiming.Estimated);
    }

    [Fact]
    public void Sentences_without_times_are_in_proportion_where_there_is_no_pause()
    {
        var utterances = AnswerStitcher.Stitch(Cut(0, 9), Text("今天天。今天天气真。"));

        utterances.Select(utterance => utterance.Range).ShouldBe([Range(0, 3.375), Range(3.375, 9)]);
    }

    [Fact]
    public void Long_text_without_punctuation_is_divided_at_pauses()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 40));

        var utterances = AnswerStitcher.Stitch(Cut(0, 60, voiced: [(0, 10), (30, 40), (45, 60)]), Text(words));

        utterances.Select(utterance => utterance.Range).ShouldBe([Range(0, 10), Range(30, 40), Range(45, 60)]);
        WordsOf(utterances).Count.ShouldBe(40);
    }

    [Fact]
    public void Text_that_was_heard_in_the_overlap_is_timed_there()
    {
        var utterances = AnswerStitcher.Stitch(Cut(0, 8, overlap: 2, voiced: [(0, 8)]), Text("Five letters here. Other."));

        utterances[^1].Range.End.ShouldBe(At(10));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("...")]
    public void Nothing_said_is_no_utterance(string text) => AnswerStitcher.Stitch(Cut(0, 5), Text(text)).ShouldBeEmpty();

    [Fact]
    public void What_a_database_or_a_caption_cannot_hold_is_cleaned() =>
        AnswerStitcher.Stitch(Cut(0, 5), Text("a\0b\r\n\r\nc\ud800 \u0085d")).Single().Text.ShouldBe("a b c\ufffd d");
}
