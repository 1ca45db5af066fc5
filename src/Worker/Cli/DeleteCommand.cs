using System.CommandLine;

namespace Longhand.Cli;

/// <summary><c>longhand delete ID</c></summary>
internal sealed class DeleteCommand : Command
{
    private readonly RecordingArgument id = new();

    private readonly ServerOption server = new();

    public DeleteCommand()
        : base("delete", "Remove a recording with its audio and its transcript; one that runs is stopped.")
    {
        Add(id);
        Add(server);
        SetAction((parsed, _) => Interruption.EndsAsync(token => RunAsync(parsed, token)));
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var client = new LonghandClient(parsed.GetRequiredValue(server));
        var deleted = parsed.GetRequiredValue(id);
        await client.DeleteAsync(deleted, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(Printable.Line($"{deleted}: deleted"));
        return ExitCode.Done;
    }
}
