using Longhand.Intake;

namespace Longhand.Dashboard;

/// <summary>What became of one uploaded file.</summary>
internal sealed record ReceivedFile(string Name, IntakeResult Result)
{
    public int StatusCode => Result switch
    {
        IntakeResult.Accepted => StatusCodes.Status202Accepted,
        IntakeResult.TooLarge => StatusCodes.Status413PayloadTooLarge,
        IntakeResult.NoRoom => StatusCodes.Status507InsufficientStorage,
        IntakeResult.Interrupted => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    public string Sentence => Result switch
    {
        IntakeResult.Rejected refusal => $"{Name} was refused. {refusal.Reason}",
        IntakeResult.TooLarge refusal => $"{Name} was refused. {refusal.Reason}",
        IntakeResult.NoRoom refusal => $"{Name} was not taken in. {refusal.Reason}",
        IntakeResult.Interrupted stopped => $"{Name} was not taken in. {stopped.Reason}",
        _ => $"{Name} was accepted.",
    };
}
