using System.CommandLine;

namespace Longhand.Cli;

/// <summary><c>longhand resume</c></summary>
internal sealed class ResumeCommand : Command
{
    private readonly RecordingArgument id = new() { Arity = ArgumentArity.ZeroOrOne };

    private readonly ServerOption server = new();

    public ResumeCommand()
        : base(
            "resume",
            "Go on with a recording that was paused. Without an id: end the speech account's pause, once it may call "
            + "again, and start what waits for that.")
    {
        Add(id);
        Add(server);
        SetAction((parsed, _) => Interruption.EndsAsync(token => RunAsync(parsed, token)));
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var client = new LonghandClient(parsed.GetRequiredValue(server));
        var text = parsed.GetValue(id) is { } recording
            ? await ResumeAsync(client, recording, cancellationToken)
            : Printable.Text(QueueText.Of(await client.ResumeAsync(cancellationToken)));
        await parsed.InvocationConfiguration.Output.WriteLineAsync(text);
        return ExitCode.Done;
    }

    private async Task<string> ResumeAsync(LonghandClient client, string id, CancellationToken cancellationToken)
    {
        var recording = await client.CommandAsync(id, Name, cancellationToken);
        return Printable.Line($"{recording.Name}: {ProgressText.Of(recording)}");
    }
}
