using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>A segment's utterances taken apart into timed words, and put together again from those that stay.</summary>
internal sealed class SegmentWords
{
    private readonly IReadOnlyList<TimedUtterance> _utterances;

    public SegmentWords(CutSegment cut, IReadOnlyList<TimedUtterance> utterances)
    {
        Cut = cut;
        _utterances = utterances;
        Words = [.. utterances.SelectMany(Time)];
    }

    public CutSegment Cut { get; }

    public IReadOnlyList<TimedWord> Words { get; }

    /// <summary>Utterances that lost no word are handed back as they came.</summary>
    public IReadOnlyList<TimedUtterance> Remaining() =>
        [.. Words.GroupBy(word => word.Utterance).Where(words => words.Any(word => !word.Dropped)).Select(Rebuild)];

    private static IEnumerable<TimedWord> Time(TimedUtterance utterance, int index)
    {
        var words = Stitching.Words.Of(utterance.Text);
        var total = words.Sum(word => (long)word.Weight);
        var (start, length) = (utterance.Range.Start, utterance.Range.Length);
        var spoken = 0L;
        foreach (var word in words)
        {
            var from = start + (length * spoken / total);
            spoken += word.Weight;
            var to = start + (length * spoken / total);
            var fromEdge = Math.Min(from - start, start + length - to);
            yield return new TimedWord(index, word, new SampleRange(from, to), utterance.Timing, fromEdge);
        }
    }

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
