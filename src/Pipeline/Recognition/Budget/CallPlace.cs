using Longhand.Recordings;

namespace Longhand.Recognition;

/// <summary>One call's place, in line or in flight.</summary>
/// <param name="number">Names it within this node.</param>
/// <param name="recordingId">Whose call it is.</param>
/// <param name="priority">That recording's.</param>
/// <param name="since">Timestamp of when it began to wait.</param>
internal sealed class CallPlace(long number, RecordingId recordingId, short priority, long since)
{
    private readonly TaskCompletionSource<AccountPause?> end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Number => number;

    public RecordingId RecordingId => recordingId;

    public short Priority => priority;

    public long Since => since;

    public bool IsFlying { get; private set; }

    /// <summary>The end of the waiting; with a pause where the call may not be made.</summary>
    public Task<AccountPause?> End => end.Task;

    public void Grant()
    {
        IsFlying = true;
        end.TrySetResult(null);
    }

    public void Withhold(AccountPause pause) => end.TrySetResult(pause);
}
