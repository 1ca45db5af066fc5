using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>Joins neighbouring segments of one state.</summary>
internal static class Stretches
{
    public static IReadOnlyList<TranscriptGap> Of(
        IEnumerable<Segment> ordered, SegmentState state, Func<Segment, string> reason)
    {
        var stretches = new List<TranscriptGap>();
        foreach (var segment in ordered.Where(segment => segment.State == state))
            if (stretches is [.., var last] && last.Range.End == segment.StartSample && last.Reason == reason(segment))
                stretches[^1] = last with { Range = last.Range with { End = segment.EndSample } };
            else
                stretches.Add(new TranscriptGap(segment.Owned, reason(segment)));
        return stretches;
    }
}
