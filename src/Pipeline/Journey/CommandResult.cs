namespace Longhand.Journey;

/// <summary>What became of a command.</summary>
public abstract record CommandResult
{
    private CommandResult()
    {
    }

    /// <summary>It is as it was told to be, now or already.</summary>
    public sealed record Done : CommandResult;

    /// <summary>There is no such recording.</summary>
    public sealed record NotFound : CommandResult;

    /// <summary>The recording cannot, or its audio cannot be removed.</summary>
    /// <param name="Reason">The fact and the way out.</param>
    public sealed record Refused(string Reason) : CommandResult;
}
