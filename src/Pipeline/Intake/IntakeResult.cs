using Longhand.Recordings;

namespace Longhand.Intake;

/// <summary>What became of a file at a door.</summary>
public abstract record IntakeResult
{
    private IntakeResult()
    {
    }

    /// <summary>It is stored and queued, for good.</summary>
    public sealed record Accepted(RecordingId Id) : IntakeResult;

    /// <summary>Its content is here already, as that recording; nothing of it was stored.</summary>
    public sealed record Known(RecordingId Of) : IntakeResult;

    /// <summary>The same request came before, under the same key, and became that recording; nothing was stored.</summary>
    public sealed record Replayed(RecordingId Of) : IntakeResult;

    /// <summary>Its key stands for another request.</summary>
    public sealed record KeyTaken(string Reason) : IntakeResult;

    /// <summary>It can never be transcribed; the reason says what it is and what would do.</summary>
    public sealed record Rejected(string Reason) : IntakeResult;

    /// <summary>It holds more bytes than are taken.</summary>
    public sealed record TooLarge(string Reason) : IntakeResult;

    /// <summary>The store has no room for it, or takes no files, now; it may be handed in again.</summary>
    public sealed record NoRoom(string Reason) : IntakeResult;

    /// <summary>Looking into it was stopped, so nothing is known of it; it may be handed in again.</summary>
    public sealed record Interrupted(string Reason) : IntakeResult;

    /// <summary>It was still being written while it was read; it may be handed in again when it is whole.</summary>
    public sealed record Unfinished : IntakeResult;
}
