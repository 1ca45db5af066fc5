using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>What became of a recording's samples; the four add up to all that has been split so far.</summary>
public sealed record Coverage(long Transcribed, long Silent, long Gap, long Pending)
{
    public long Total => Transcribed + Silent + Gap + Pending;

    /// <summary>Samples that need no further work.</summary>
    public long Settled => Transcribed + Silent + Gap;

    public static Coverage Of(IEnumerable<Segment> segments)
    {
        var samples = new long[Enum.GetValues<SegmentState>().Length];
        foreach (var segment in segments)
            samples[(int)segment.State] += segment.Owned.Length;
        return new Coverage(
            samples[(int)SegmentState.Transcribed],
            samples[(int)SegmentState.Silent],
            samples[(int)SegmentState.Gap],
            samples[(int)SegmentState.Pending]);
    }
}
