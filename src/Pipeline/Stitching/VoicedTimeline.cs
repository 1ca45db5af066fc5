using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>The voiced stretches of a segment laid end to end: a position counts voiced samples alone.</summary>
internal sealed class VoicedTimeline
{
    private readonly List<SampleRange> _stretches = [];

    public VoicedTimeline(CutSegment cut)
    {
        var sent = cut.Sent;
        foreach (var stretch in cut.Voiced.OrderBy(stretch => stretch.Start))
            Add(Math.Max(stretch.Start, 0) + sent.Start, Math.Min(stretch.End + sent.Start, sent.End));
        // A forced cut lies in speech, so what is sent behind it is taken for speech where splitting did not look.
        if (_stretches.Count > 0 && cut.OverlapSamples > 0 && _stretches[^1].End <= cut.Owned.End)
            Add(cut.Owned.End, sent.End);
        if (_stretches.Count == 0)
            _stretches.Add(sent);
        Length = _stretches.Sum(stretch => stretch.Length);
    }

    /// <summary>Voiced samples.</summary>
    public long Length { get; }

    /// <summary>Positions between two stretches and how long the pause there is, in order.</summary>
    public IEnumerable<(long Position, long Pause)> Pauses()
    {
        var position = 0L;
        for (var i = 1; i < _stretches.Count; i++)
        {
            position += _stretches[i - 1].Length;
            yield return (position, _stretches[i].Start - _stretches[i - 1].End);
        }
    }

    /// <summary>
    /// Where the voiced samples <c>[start, end)</c> lie in the recording; a pause at either border stays outside.
    /// </summary>
    public SampleRange Place(long start, long end)
    {
        var from = _stretches[^1].End;
        var to = _stretches[0].Start;
        var position = 0L;
        foreach (var stretch in _stretches)
        {
            if (start >= position && start < position + stretch.Length)
                from = stretch.Start + start - position;
            if (end > position && end <= position + stretch.Length)
                to = stretch.Start + end - position;
            position += stretch.Length;
        }
        return new SampleRange(from, Math.Max(from, to));
    }

    private void Add(long start, long end)
    {
        if (_stretches is [.., var last] && start <= last.End)
            _stretches[^1] = last with { End = Math.Max(last.End, end) };
        else if (end > start)
            _stretches.Add(new SampleRange(start, end));
    }
}
