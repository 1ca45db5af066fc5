using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>The utterances that stay with one segment; their place in the list is their ordinal.</summary>
public sealed record StitchedSegment(long SegmentStart, IReadOnlyList<TimedUtterance> Utterances);
