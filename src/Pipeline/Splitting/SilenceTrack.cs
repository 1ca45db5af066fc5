using Longhand.Recordings;

namespace Longhand.Splitting;

/// <summary>The silences found so far, in order; what is told of them is without the padding that stays with the speech.</summary>
/// <param name="padding">Samples that are kept with the speech on either side.</param>
internal sealed class SilenceTrack(long padding)
{
    private readonly Queue<SampleRange> closed = [];
    private SampleRange? open;

    /// <summary>End of the silence that is going on, as far as it is known; null where none is.</summary>
    public long? OpenEnd => open?.End;

    /// <summary>Tells of silence: the one going on goes on, or one begins.</summary>
    public void Add(SampleRange silence) => open = new SampleRange(open?.Start ?? silence.Start, silence.End);

    /// <summary>Ends the silence that is going on.</summary>
    public void Close()
    {
        if (open is { } range)
            closed.Enqueue(range);
        open = null;
    }

    /// <summary>Ends the silence that is going on at the end of the recording, where no padding is needed.</summary>
    public void CloseAtEnd(long samples)
    {
        if (open is { } range)
            closed.Enqueue(range with { End = samples + padding });
        open = null;
    }

    /// <summary>The first silence that ends behind the position.</summary>
    public Silence? After(long position)
    {
        while (closed.TryPeek(out var range) && Inside(range).End <= position)
            closed.Dequeue();
        if (closed.TryPeek(out var next))
            return new Silence(Inside(next), Closed: true);
        return open is { } known && Inside(known).End > position ? new Silence(Inside(known), Closed: false) : null;
    }

    private SampleRange Inside(SampleRange range) => new(range.Start == 0 ? 0 : range.Start + padding, range.End - padding);
}
