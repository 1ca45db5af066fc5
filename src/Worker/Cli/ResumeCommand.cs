using System.CommandLine;

namespace Longhand.Cli;

/// <summary><c>longhand resume</c></summary>
internal sealed class ResumeCommand : Command
{
    private readonly ServerOption server = new();

    public ResumeCommand()
        : base("resume", "End the speech account's pause, once it may call again, and start what waits for that.")
    {
        Add(server);
        SetAction((parsed, _) => Interruption.EndsAsync(token => RunAsync(parsed, token)));
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var client = new LonghandClient(parsed.GetRequiredValue(server));
        var queue = await client.ResumeAsync(cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(Printable.Text(QueueText.Of(queue)));
        return ExitCode.Done;
    }
}
