namespace Longhand.Recordings;

/// <summary>Which recordings obey which commands.</summary>
public static class CommandRules
{
    /// <param name="command">What it is told.</param>
    /// <param name="status">Where it stands.</param>
    /// <param name="held">Somebody paused it.</param>
    /// <param name="hasAudio">Its audio is still there.</param>
    public static CommandVerdict Judge(
        this RecordingCommand command, RecordingStatus status, bool held, bool hasAudio) => command switch
        {
            RecordingCommand.Cancel => Cancel(status),
            RecordingCommand.Pause => Pause(status, held),
            RecordingCommand.Resume => Resume(status, hasAudio),
            _ => Retry(status, hasAudio),
        };

    private static CommandVerdict Cancel(RecordingStatus status) => status switch
    {
        RecordingStatus.Cancelled => new CommandVerdict.SoAlready(),
        _ when status.IsFinal() => new CommandVerdict.Refuse(
            $"It has ended already ({status.ToText()}), so there is nothing to cancel. "
            + "Delete it, if it is to be gone."),
        _ => new CommandVerdict.Obey(),
    };

    private static CommandVerdict Pause(RecordingStatus status, bool held) => status switch
    {
        _ when held => new CommandVerdict.SoAlready(),
        _ when status.IsFinal() => new CommandVerdict.Refuse(
            $"It has ended already ({status.ToText()}), so there is nothing to pause."),
        _ => new CommandVerdict.Obey(),
    };

    private static CommandVerdict Resume(RecordingStatus status, bool hasAudio) => status switch
    {
        RecordingStatus.Completed => new CommandVerdict.Refuse("It is completed, so there is nothing to go on with."),
        _ when status.IsFinal() => new CommandVerdict.Refuse(
            $"It has ended ({status.ToText()}), so it isn't paused. Retry it, to have sent what is missing."),
        RecordingStatus.Paused => hasAudio ? new CommandVerdict.Obey() : NoAudio(),
        _ => new CommandVerdict.SoAlready(),
    };

    private static CommandVerdict Retry(RecordingStatus status, bool hasAudio) => status switch
    {
        RecordingStatus.Completed => new CommandVerdict.Refuse(
            "It is completed: nothing of it is missing, so there is nothing to retry."),
        RecordingStatus.Splitting or RecordingStatus.Recognizing or RecordingStatus.Stitching =>
            new CommandVerdict.Refuse("It is being worked on. Wait for its end, or cancel it before you retry it."),
        _ => hasAudio ? new CommandVerdict.Obey() : NoAudio(),
    };

    private static CommandVerdict.Refuse NoAudio() =>
        new("Its audio was removed, so nothing of it can be sent any more. Hand the file in again.");
}
