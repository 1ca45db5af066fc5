namespace Longhand.Recordings;

/// <summary>Where a recording stands on its way to a transcript; the last four are final.</summary>
public enum RecordingStatus
{
    Queued,
    Splitting,
    Recognizing,
    Stitching,
    Paused,
    Completed,
    CompletedWithGaps,
    Failed,
    Cancelled,
}
