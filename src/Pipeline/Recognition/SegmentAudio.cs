using Longhand.Recordings;

namespace Longhand.Recognition;

/// <summary>One segment's file, ready to be sent.</summary>
/// <param name="RecordingId">Whose segment it is.</param>
/// <param name="Sent">The samples in the file, on the recording's timeline.</param>
/// <param name="WavPath">Its WAV file.</param>
public sealed record SegmentAudio(RecordingId RecordingId, SampleRange Sent, string WavPath)
{
    /// <summary>Its recording's; segments of the highest are sent first.</summary>
    public short Priority { get; init; }

    /// <summary>
    /// Once cancelled, no further call is made for it, but one in flight is paid for and may end. None by default.
    /// </summary>
    public CancellationToken NoMoreCalls { get; init; }

    /// <summary>
    /// Whether it is known by now that the API does not take it: asked before each call, since others may have been refused
    /// while this one waited.
    /// </summary>
    public Func<bool>? IsTooLong { get; init; }

    /// <summary>Told, before anybody else may call, why the API does not take so much.</summary>
    public Action<string>? Refused { get; init; }

    /// <summary>Counts a call before it is sent and tells its number; where it fails, nothing is sent.</summary>
    public Func<CancellationToken, Task<int>>? CountCall { get; init; }

    /// <summary>
    /// Stores an answer, with the calls it took, before another call may be made in its place: so what a process that is
    /// killed has not stored is never more than the calls that it may have in flight.
    /// </summary>
    public Func<SpeechAnswer, IReadOnlyList<SegmentAttempt>, Task>? Store { get; init; }

    public override string ToString() => $"{RecordingId} {Sent}";
}
