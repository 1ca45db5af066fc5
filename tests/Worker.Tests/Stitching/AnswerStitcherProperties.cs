using FsCheck;
using FsCheck.Fluent;
using Longhand.Recordings;
using Longhand.Stitching;
using static Longhand.Tests.Stitching.Speech;

namespace Longhand.Tests.Stitching;

public sealed class AnswerStitcherProperties
{
    private static readonly Gen<SampleRange> _stretch =
        from start in Gen.Choose(-1_000, 900_000)
        from length in Gen.Choose(-100, 200_000)
        select new SampleRange(start, start + length);

    private static readonly Gen<CutSegment> _cut =
        from start in Gen.Choose(0, int.MaxValue)
        from length in Gen.Choose(1, 960_000)
        from overlap in Gen.Choose(0, 24_000)
        from voiced in _stretch.ListOf()
        select new CutSegment(new SampleRange(start, start + (long)length), false, overlap > 0, overlap, 30, [.. voiced]);

    private static readonly Gen<AnsweredUtterance> _part =
        from start in Properties.AnySeconds
        from end in Properties.AnySeconds
        from text in Properties.AnyText
        select new AnsweredUtterance(start, end, text);

    private static readonly Gen<SpeechAnswer> _timed =
        from parts in _part.ListOf().Resize(15)
        select new SpeechAnswer(string.Join(' ', parts.Select(part => part.Text)), [.. parts], null, null, null);

    private static readonly Gen<SpeechAnswer> _answer = Gen.OneOf(_timed, Properties.AnyText.Select(Text));

    [Fact]
    public void Utterances_follow_each_other_within_what_was_sent() => Hold((cut, answer) =>
        ShouldFollowEachOther(AnswerStitcher.Stitch(cut, answer), cut.Sent));

    [Fact]
    public void Every_word_of_the_answer_stays() => Hold((cut, answer) =>
        string.Concat(WordsOf(AnswerStitcher.Stitch(cut, answer)).Order()).Order()
            .ShouldBe(string.Concat(WordsOf(PlainText.Of(answer.Text))).Order()));

    [Fact]
    public void Text_without_times_keeps_its_order() => Properties.Hold(
        from cut in _cut from text in Properties.AnyText select (cut, text),
        given => WordsOf(AnswerStitcher.Stitch(given.cut, Text(given.text))).ShouldBe(WordsOf(PlainText.Of(given.text))));

    [Fact]
    public void Every_utterance_says_something() => Hold((cut, answer) =>
        AnswerStitcher.Stitch(cut, answer).All(utterance => PlainText.SaysSomething(utterance.Text)).ShouldBeTrue());

    private static void Hold(Action<CutSegment, SpeechAnswer> property) => Properties.Hold(
        from cut in _cut from answer in _answer select (cut, answer),
        given => property(given.cut, given.answer));
}
