using Longhand.Intake;
using Longhand.Recordings;

namespace Longhand.Dashboard;

/// <summary>What became of one uploaded file.</summary>
internal sealed record ReceivedFile(string Name, IntakeResult Result)
{
    public int StatusCode => Result switch
    {
        IntakeResult.Accepted => StatusCodes.Status202Accepted,
        IntakeResult.Known => StatusCodes.Status200OK,
        IntakeResult.TooLarge => StatusCodes.Status413PayloadTooLarge,
        IntakeResult.NoRoom => StatusCodes.Status507InsufficientStorage,
        IntakeResult.Interrupted => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    /// <summary>The recording that the file is, new or not; null where it was refused.</summary>
    public RecordingId? Recording => Result switch
    {
        IntakeResult.Accepted(var id) => id,
        IntakeResult.Known(var id) => id,
        _ => null,
    };

    public string Sentence => Result switch
    {
        IntakeResult.Rejected refusal => $"{Name} was refused. {refusal.Reason}",
        IntakeResult.TooLarge refusal => $"{Name} was refused. {refusal.Reason}",
        IntakeResult.NoRoom refusal => $"{Name} was not taken in. {refusal.Reason}",
        IntakeResult.Interrupted stopped => $"{Name} was not taken in. {stopped.Reason}",
        IntakeResult.Known => $"{Name} was handed in before and is in the list already.",
        _ => $"{Name} was accepted.",
    };
}
