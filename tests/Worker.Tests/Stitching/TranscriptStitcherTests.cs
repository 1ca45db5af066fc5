using Longhand.Recordings;
using Longhand.Stitching;
using static Longhand.Tests.Stitching.Speech;

namespace Longhand.Tests.Stitching;

public sealed class TranscriptStitcherTests
{
    private static readonly CutSegment _left = Cut(0, 20, overlap: 1.5);

    private static readonly CutSegment _right = Cut(20, 40);

    [Fact]
    public void Every_segment_has_a_result_and_those_without_answer_are_empty()
    {
        var stitched = TranscriptStitcher.Stitch(
        [
            new(Cut(0, 10), Timed((1, 2, "one"))), new(Cut(10, 20), null), new(Cut(20, 30), Timed((0, 1, "two"))),
        ]);

        stitched.Select(segment => segment.SegmentStart).ShouldBe([0, At(10), At(20)]);
        stitched.Select(segment => segment.Utterances.Count).ShouldBe([1, 0, 1]);
        stitched[2].Utterances[0].Range.ShouldBe(Range(20, 21));
    }

    [Fact]
    public void Words_that_both_heard_in_the_overlap_come_out_once() =>
        Texts(
            Timed((0, 19.5, "Long before."), (20, 21.4, "we were going home to")),
            Timed((0, 1.4, "we were going home to"), (1.4, 4, "our old house.")))
            .ShouldBe("Long before. we / were going home to our old house.");

    [Fact]
    public void A_word_halved_by_the_cut_gives_way_to_the_whole_one() =>
        Texts(Timed((19.8, 21.3, "tomorrow we were going")), Timed((0, 0.3, "row"), (0.3, 3, "we were going to the house.")))
            .ShouldBe("tomorrow we / were going to the house.");

    [Fact]
    public void A_word_that_one_side_alone_heard_stays() =>
        Texts(
            Timed((20, 20.3, "alpha"), (20.4, 20.7, "beta"), (20.8, 21.1, "gamma")),
            Timed((0, 0.3, "alpha"), (0.8, 1.1, "gamma"), (1.2, 1.4, "delta")))
            .ShouldBe("alpha beta gamma / delta");

    [Fact]
    public void A_repeated_word_outside_the_overlap_is_left_alone() =>
        Texts(Timed((18, 19, "no no no"), (20, 20.5, "no")), Timed((0, 0.5, "no"), (3, 4, "no no")))
            .ShouldBe("no no no no / no no");

    [Fact]
    public void Equal_words_at_different_times_are_two_words() =>
        Texts(Timed((20, 20.2, "yes")), Timed((1, 1.2, "yes"))).ShouldBe("yes / yes");

    [Fact]
    public void Different_hearings_of_one_moment_are_decided_at_the_middle() =>
        Texts(Timed((20.1, 20.5, "ate"), (20.9, 21.3, "sea")), Timed((0.1, 0.5, "eight"), (0.9, 1.3, "see")))
            .ShouldBe("ate / see");

    [Fact]
    public void Different_words_that_hardly_meet_are_both_kept() =>
        Texts(Timed((20, 20.5, "one")), Timed((0.4, 0.9, "two"))).ShouldBe("one / two");

    [Fact]
    public void A_mark_without_letters_never_stands_for_a_word() =>
        Texts(Timed((20.6, 21.3, "word")), Timed((0.6, 1.3, "♪"))).ShouldBe("word / ♪");

    [Fact]
    public void Characters_are_words_where_there_are_no_spaces() =>
        Texts(Timed((19, 21.5, "今天天气很好我们")), Timed((0, 3, "很好我们去公园吧。")))
            .ShouldBe("今天天气很 / 好我们去公园吧。");

    [Fact]
    public void Estimated_times_are_matched_with_more_patience()
    {
        var stitched = TranscriptStitcher.Stitch(
        [
            new(Cut(0, 20, 1.5, (17, 20)), Text("Some words were said before. And here we are")),
            new(Cut(20, 40, 0, (0, 3)), Text("here we are. Going on with the rest of it.")),
        ]);

        WordsOf(stitched.SelectMany(segment => segment.Utterances))
            .ShouldBe(WordsOf("some words were said before and here we are going on with the rest of it"));
    }

    [Fact]
    public void An_overlap_into_a_gap_keeps_its_words()
    {
        var stitched = TranscriptStitcher.Stitch([new(_left, Timed((20, 21, "kept"))), new(_right, null)]);

        stitched[0].Utterances.Single().Text.ShouldBe("kept");
    }

    [Fact]
    public void An_overlap_that_reaches_beyond_a_short_neighbour_is_merged_with_the_next_one_too()
    {
        var stitched = TranscriptStitcher.Stitch(
        [
            new(_left, Timed((20, 20.4, "one"), (20.8, 21.4, "two"))),
            new(Cut(20, 20.6), Timed((0, 0.4, "one"))),
            new(Cut(20.6, 40), Timed((0.2, 0.8, "two"), (2, 3, "three"))),
        ]);

        WordsOf(stitched.SelectMany(segment => segment.Utterances)).ShouldBe(["one", "two", "three"]);
    }

    [Fact]
    public void An_utterance_that_lost_no_word_is_handed_back_as_it_came()
    {
        var stitched = TranscriptStitcher.Stitch(
            [new(_left, Timed((1, 2, "A —  b"), (20, 20.5, "x"))), new(_right, Timed((0, 0.5, "x"), (5, 6, "c")))]);

        stitched[0].Utterances[0].ShouldBe(new TimedUtterance(Range(1, 2), "A — b", UtteranceTiming.Reported));
        stitched[1].Utterances.ShouldBe([new TimedUtterance(Range(25, 26), "c", UtteranceTiming.Reported)]);
    }

    [Fact]
    public void Words_made_up_where_the_sound_breaks_off_give_way_to_what_was_said() =>
        Texts(
            Timed((18, 21.5, "In order for this to work, you must all be able to do it.")),
            Timed((0.1, 5, "For this to work, you must already be connected.")))
            .ShouldBe("In order for / this to work, you must already be connected.");

    [Fact]
    public void Words_said_over_and_over_where_the_sound_breaks_off_are_said_once() =>
        Texts(
            Timed((18.5, 21.5, "The leader comes to lock or unlock or unlock or unlock or unlock or unlock")),
            Timed((0.1, 5, "To lock or unlock the conference.")))
            .ShouldBe("The leader comes to / lock or unlock the conference.");

    [Fact]
    public void A_number_may_be_written_out_on_one_side_and_in_digits_on_the_other() =>
        Texts(
            Timed((18, 21.5, "eject the last user four or six to")),
            Timed((0.1, 5, "4 or 6 to decrease the volume.")))
            .ShouldBe("eject the last user four / or 6 to decrease the volume.");

    [Fact]
    public void Lone_common_words_in_different_sentences_lose_nothing() =>
        Texts(
            Timed((12, 21.5, "press eight to truncate the file and start over do")),
            Timed((0.1, 5, "5. To reset the audio volume of the conference.")))
            .Split(' ').ShouldContain("start");

    [Fact]
    public void What_the_next_answer_goes_on_with_is_not_lost_to_a_word_that_occurs_on_both_sides() =>
        Texts(
            Timed((15, 21.5, "To eject the last user, 4 or 6 to decrease or increase the conference volume, 5 to 10.")),
            Timed((0, 12,
                "5. To extend the conference 7 or 9 to decrease or increase your volume or 8 for more options.")))
            .ShouldBe(
                "To eject the last user, 4 or 6 to decrease or increase the conference volume, 5 / "
                + "To extend the conference 7 or 9 to decrease or increase your volume or 8 for more options.");

    [Fact]
    public void Digits_heard_before_and_behind_the_cut_are_not_doubled() =>
        Texts(
            Timed((6.7, 21.5,
                "4 or 6 to decrease or increase the conference volume. 5 to extend the conference. 7 or 9.")),
            Timed((0, 8.8,
                "7 or 9 to decrease or increase your volume or 8 to exit. I'm sorry, I was unable to locate them.")))
            .ShouldBe(
                "4 or 6 to decrease or increase the conference volume. 5 to extend the conference. 7 / "
                + "or 9 to decrease or increase your volume or 8 to exit. I'm sorry, I was unable to locate them.");

    [Fact]
    public void Where_two_answers_have_no_word_in_common_their_outermost_words_stay() =>
        Texts(
            Timed((10.8, 21.5, "in this mode everything you say will be repeated back to you as soon as it is")),
            Timed((0, 5.2, "The purpose of a test")))
            .ShouldBe(
                "in this mode everything you say will be repeated back to you as soon as it is / "
                + "The purpose of a test");

    [Fact]
    public void What_a_cut_left_of_a_word_that_only_one_side_heard_whole_goes() =>
        Texts(Timed((19, 21.5, "join the comfy")), Timed((0.9, 3, "conference now")))
            .ShouldBe("join the / conference now");

    [Fact]
    public void Words_said_over_and_over_may_break_off_within_a_word() =>
        Texts(
            Timed((12, 21.5,
                "Dial 2 to send this caller away. Dial 3 to go. Dial 3 to go. Dial 3 to go. Dial 3 to go. Di")),
            Timed((0.1, 5, "Dial 3 to go home.")))
            .ShouldBe("Dial 2 to send this caller away. Dial / 3 to go home.");

    private static string Texts(SpeechAnswer left, SpeechAnswer right) => string.Join(
        " / ",
        TranscriptStitcher.Stitch([new(_left, left), new(_right, right)])
            .Select(segment => string.Join(' ', segment.Utterances.Select(utterance => utterance.Text))));
}
