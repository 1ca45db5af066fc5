namespace Longhand.Recordings;

/// <summary>What is known of a segment: not yet answered, answered, without speech and never sent, or lost.</summary>
public enum SegmentState
{
    Pending,
    Transcribed,
    Silent,
    Gap,
}
