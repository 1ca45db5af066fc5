using Longhand.Recordings;

namespace Longhand.Recognition;

/// <summary>How one call ended.</summary>
internal abstract record AsrReply
{
    private AsrReply()
    {
    }

    public sealed record Answered(SpeechAnswer Answer) : AsrReply;

    public sealed record Failed(AsrError Error) : AsrReply
    {
        public AsrOutcome Outcome { get; } = AsrErrorTable.OutcomeOf(Error);
    }

    /// <summary>It was not made: while it waited, the API refused another that was no longer.</summary>
    public sealed record TooLong : AsrReply;

    /// <summary>It was not made, or not the last: the account may not call.</summary>
    public sealed record Withheld(AccountPause Pause) : AsrReply;
}
