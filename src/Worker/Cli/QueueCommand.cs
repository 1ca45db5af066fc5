using System.CommandLine;

namespace Longhand.Cli;

/// <summary><c>longhand queue</c></summary>
internal sealed class QueueCommand : Command
{
    private readonly ServerOption server = new();

    public QueueCommand()
        : base("queue", "Tell what waits and what runs on all workers, and how they call the speech API.")
    {
        Add(server);
        SetAction((parsed, _) => Interruption.EndsAsync(token => RunAsync(parsed, token)));
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var client = new LonghandClient(parsed.GetRequiredValue(server));
        var queue = await client.QueueAsync(cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(Printable.Text(QueueText.Of(queue)));
        return ExitCode.Done;
    }
}
