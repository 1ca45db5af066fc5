namespace Longhand.Cli;

/// <summary>A command cannot go on; the message is all that its user needs to see.</summary>
internal sealed class CommandFailedException(int exitCode, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public int ExitCode => exitCode;
}
