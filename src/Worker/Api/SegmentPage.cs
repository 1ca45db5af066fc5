namespace Longhand.Api;

/// <summary>One page of a recording's segments, in order of time.</summary>
/// <param name="Segments">The page.</param>
/// <param name="Next">Path of the next page; null on the last.</param>
public sealed record SegmentPage(IReadOnlyList<SegmentView> Segments, string? Next);
