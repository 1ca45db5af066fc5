namespace Longhand.Cli;

/// <summary>A command cannot go on; the message is all that its user needs to see.</summary>
internal sealed class CommandFailedException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    public int ExitCode { get; init; } = Cli.ExitCode.Failed;

    /// <summary>Whether the same may go well later: the worker is away or in trouble.</summary>
    public bool MayPass { get; init; }
}
