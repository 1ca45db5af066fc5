using Longhand.Recordings;

namespace Longhand.Recognition;

/// <summary>One segment's file, ready to be sent.</summary>
/// <param name="RecordingId">Whose segment it is.</param>
/// <param name="Sent">The samples in the file, on the recording's timeline.</param>
/// <param name="WavPath">Its WAV file.</param>
public sealed record SegmentAudio(RecordingId RecordingId, SampleRange Sent, string WavPath)
{
    /// <summary>Counts a call before it is sent and tells its number; where it fails, nothing is sent.</summary>
    public Func<CancellationToken, Task<int>>? CountCall { get; init; }

    public override string ToString() => $"{RecordingId} {Sent}";
}
