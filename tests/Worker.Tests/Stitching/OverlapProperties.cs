using FsCheck;
using FsCheck.Fluent;
using Longhand.Recordings;
using Longhand.Stitching;
using static Longhand.Tests.Stitching.Speech;

namespace Longhand.Tests.Stitching;

public sealed class OverlapProperties
{
    private static readonly Gen<AnsweredUtterance> _part =
        from start in Gen.Choose(0, 6_000)
        from length in Gen.Choose(0, 3_000)
        from text in Gen.OneOf(Properties.AnyText, Gen.Elements("the", "we go", "and then we go", "很好", "好"))
        select new AnsweredUtterance(start / 1000.0, (start + length) / 1000.0, text);

    private static readonly Gen<SpeechAnswer> _answer =
        from parts in _part.ListOf().Resize(15)
        from timed in Gen.Elements(true, false)
        select new SpeechAnswer(string.Join(' ', parts.Select(part => part.Text)), timed ? [.. parts] : null, null, null, null);

    private static readonly Gen<(AnsweredSegment Left, AnsweredSegment Right)> _pair =
        from left in _answer
        from right in _answer
        from overlap in Gen.Choose(1, 2_000)
        select (new AnsweredSegment(Cut(0, 5, overlap / 1000.0), left), new AnsweredSegment(Cut(5, 10), right));

    [Fact]
    public void A_word_is_dropped_only_where_it_may_lie_in_the_overlap_and_the_other_side_speaks() => Properties.Hold(_pair, given =>
    {
        var overlap = new SampleRange(given.Right.Cut.Owned.Start, given.Left.Cut.Sent.End);
        var (left, right) = (Taken(given.Left), Taken(given.Right));

        new OverlapMerge(overlap).Apply(left, right);

        var dropped = left.Words.Concat(right.Words).Where(word => word.Dropped).ToArray();
        dropped.All(word => word.Range.Start < overlap.End + WordReach.OfManyWords
            && word.Range.End > overlap.Start - WordReach.OfManyWords).ShouldBeTrue();
        left.Words.Where(word => word.Dropped).All(word => HasCounterpart(word, right)).ShouldBeTrue();
        right.Words.Where(word => word.Dropped).All(word => HasCounterpart(word, left)).ShouldBeTrue();
    });

    [Fact]
    public void What_stays_is_what_the_answers_said_in_their_order() => Properties.Hold(_pair, given =>
    {
        var stitched = TranscriptStitcher.Stitch([given.Left, given.Right]);

        var left = WordsOf(AnswerStitcher.Stitch(given.Left.Cut, given.Left.Answer!));
        var right = WordsOf(AnswerStitcher.Stitch(given.Right.Cut, given.Right.Answer!));
        ShouldBeWithin(left, WordsOf(stitched[0].Utterances));
        ShouldBeWithin(right, WordsOf(stitched[1].Utterances));
        ShouldFollowEachOther([.. stitched.SelectMany(segment => segment.Utterances)], Range(0, 10));
    });

    [Fact]
    public void Without_an_overlap_nothing_is_touched() => Properties.Hold(_pair, given =>
    {
        var left = given.Left with { Cut = given.Left.Cut with { OverlapSamples = 0, Forced = false } };

        TranscriptStitcher.Stitch([left, given.Right]).Select(segment => segment.Utterances).ShouldBe(
            [AnswerStitcher.Stitch(left.Cut, left.Answer!), AnswerStitcher.Stitch(given.Right.Cut, given.Right.Answer!)]);
    });

    [Theory]
    [InlineData(0, 0.05, true, 0, 8)]
    [InlineData(0.05, 0.1, true, 0, 18)]
    [InlineData(0.15, 0.2, true, 0, 48)]
    [InlineData(0.05, 0.1, false, 0, 22)]
    public void Speech_cut_without_a_pause_keeps_its_words(
        double wordError, double jitter, bool timed, double mostLostPercent, double mostDoubledPercent)
    {
        const int Cuts = 100;
        var (lost, doubled, garbled) = (0, 0, 0);
        for (var seed = 0; seed < Cuts; seed++)
        {
            var speech = new ForcedCut(seed, wordError, jitter, timed);
            var heard = speech.Segments.SelectMany(segment => WordsOf(segment.Answer!.Text)).ToHashSet();

            var words = WordsOf(TranscriptStitcher.Stitch(speech.Segments).SelectMany(segment => segment.Utterances));

            var stayed = words.CountBy(word => word).ToDictionary();
            foreach (var (index, truth) in speech.Truth.Index().Where(truth => ForcedCut.OccursOnce(truth.Item.Word)))
            {
                var count = ForcedCut.Hearings(index, truth.Word).Sum(word => stayed.GetValueOrDefault(word));
                lost += count == 0 ? 1 : 0;
                doubled += count > 1 ? 1 : 0;
                garbled += count == 1 && !stayed.ContainsKey(truth.Word) && heard.Contains(truth.Word) ? 1 : 0;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"error {wordError}, jitter {jitter}, timed {timed}: {lost} lost, {doubled} doubled, {garbled} garbled at {Cuts} cuts");
        (lost * 100.0 / Cuts).ShouldBeLessThanOrEqualTo(mostLostPercent);
        (doubled * 100.0 / Cuts).ShouldBeLessThanOrEqualTo(mostDoubledPercent);
    }

    // In the same order, none twice.
    private static void ShouldBeWithin(IReadOnlyList<string> said, IReadOnlyList<string> stayed)
    {
        var at = 0;
        foreach (var word in stayed)
        {
            while (at < said.Count && said[at] != word)
                at++;
            at.ShouldBeLessThan(said.Count, word);
            at++;
        }
    }

    private static SegmentWords Taken(AnsweredSegment segment) =>
        new(segment.Cut, AnswerStitcher.Stitch(segment.Cut, segment.Answer!));

    private static bool HasCounterpart(TimedWord word, SegmentWords other) => other.Words.Any(candidate =>
        !candidate.Dropped && candidate.Normal.Length > 0
        && candidate.Range.Start < word.Range.End + WordReach.OfManyWords
        && candidate.Range.End > word.Range.Start - WordReach.OfManyWords);
}
