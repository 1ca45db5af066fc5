namespace Longhand.Recognition;

/// <summary>How far a pause of the account is from being over.</summary>
public abstract record PauseStage
{
    private PauseStage()
    {
    }

    /// <summary>There is none.</summary>
    public sealed record None : PauseStage;

    /// <summary>Nobody calls before then.</summary>
    public sealed record Waiting(DateTimeOffset Until) : PauseStage;

    /// <summary>One call is to try the account, and nobody sees to it yet.</summary>
    public sealed record Due : PauseStage;

    /// <summary>One call tries the account.</summary>
    public sealed record Trying : PauseStage;

    /// <summary>It is over, and what waits for that is to be started.</summary>
    public sealed record Resuming : PauseStage;
}
