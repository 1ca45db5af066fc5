using Longhand.Jobs;

namespace Longhand.Journey;

/// <summary>The speech account may not call for now; nothing has failed, and the run is taken up again later.</summary>
internal sealed class RecordingPausedException(string reason, DateTimeOffset? until) : WorkPostponedException(reason)
{
    /// <summary>When calls are allowed again, where that is known.</summary>
    public DateTimeOffset? Until => until;

    /// <summary>Whether it ends with the account's own pause, which all nodes know.</summary>
    public bool IsOfTheAccount { get; init; }
}
