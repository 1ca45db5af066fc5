using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>A segment's utterances taken apart into timed words, and put together again from those that stay.</summary>
internal sealed class SegmentWords
{
    private static readonly long _atEdge = AudioClock.ToSamples(TimeSpan.FromSeconds(0.1));

    private readonly IReadOnlyList<TimedUtterance> _utterances;

    public SegmentWords(CutSegment cut, IReadOnlyList<TimedUtterance> utterances)
    {
        Cut = cut;
        _utterances = utterances;
        Words = [.. Time(utterances)];
    }

    public CutSegment Cut { get; }

    public IReadOnlyList<TimedWord> Words { get; }

    /// <summary>Utterances that lost no word are handed back as they came.</summary>
    public IReadOnlyList<TimedUtterance> Remaining() =>
        [.. Words.GroupBy(word => word.Utterance).Where(words => words.Any(word => !word.Dropped)).Select(Rebuild)];

    private IEnumerable<TimedWord> Time(IReadOnlyList<TimedUtterance> utterances)
    {
        (int Utterance, Word Word)[] words =
        [
            .. utterances.SelectMany((utterance, index) =>
                Stitching.Words.Of(utterance.Text).Select(word => (index, word))),
        ];
        var spoken = words.Length - Repetition.AtTheEnd([.. words.Select(word => word.Word.Normal)]);
        if (spoken == words.Length)
            return words.GroupBy(word => word.Utterance)
                .SelectMany(said => Lay([.. said], said.Count(), utterances[said.Key].Range, utterances));

        // Words said over and over took none of the time that they were given: it goes to those that were spoken.
        var first = utterances[0].Timing == UtteranceTiming.Estimated ? 0 : words[spoken - 1].Utterance;
        var before = words.TakeWhile(word => word.Utterance < first).ToArray();
        return before.GroupBy(word => word.Utterance)
            .SelectMany(said => Lay([.. said], said.Count(), utterances[said.Key].Range, utterances))
            .Concat(Lay(
                words[before.Length..],
                spoken - before.Length,
                new SampleRange(utterances[first].Range.Start, utterances[^1].Range.End),
                utterances));
    }

    private IEnumerable<TimedWord> Lay(
        (int Utterance, Word Word)[] words, int spoken, SampleRange range, IReadOnlyList<TimedUtterance> utterances)
    {
        var total = words.Take(spoken).Sum(word => (long)word.Word.Weight);
        var done = 0L;
        foreach (var (index, (utterance, word)) in words.Index())
        {
            var from = range.Start + (range.Length * done / total);
            done += index < spoken ? word.Weight : 0;
            var to = range.Start + (range.Length * done / total);
            var fromEdge = Math.Min(
                BreaksOff(range.Start) ? long.MaxValue : from - range.Start,
                BreaksOff(range.End) ? long.MaxValue : range.End - to);
            var timing = utterances[utterance].Timing;
            yield return new TimedWord(utterance, word, new SampleRange(from, to), timing, fromEdge)
            {
                Repeated = index >= spoken,
            };
        }
    }

    // What is heard where sound breaks off ends before it or goes on behind it: no word's time is sure by that border.
    private bool BreaksOff(long border) =>
        border < Cut.Sent.Start + _atEdge || border > Cut.Sent.End - _atEdge;

    private TimedUtterance Rebuild(IGrouping<int, TimedWord> words)
    {
        var utterance = _utterances[words.Key];
        var staying = words.Where(word => !word.Dropped).ToArray();
        return staying.Length == words.Count()
            ? utterance
            : utterance with
            {
                Range = new SampleRange(staying[0].Range.Start, staying[^1].Range.End),
                Text = Stitching.Words.Join(staying.Select(word => word.Word)),
            };
    }
}
