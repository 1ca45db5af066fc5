using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>A stretch whose words are lost, and why.</summary>
public sealed record TranscriptGap(SampleRange Range, string Reason);
