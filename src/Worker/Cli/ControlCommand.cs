using System.CommandLine;

namespace Longhand.Cli;

/// <summary><c>longhand cancel ID</c> and its kin: what a recording is told, by the API's word for it.</summary>
internal sealed class ControlCommand : Command
{
    private readonly RecordingArgument id = new();

    private readonly ServerOption server = new();

    private ControlCommand(string word, string description)
        : base(word, description)
    {
        Add(id);
        Add(server);
        SetAction((parsed, _) => Interruption.EndsAsync(token => RunAsync(parsed, token)));
    }

    public static ControlCommand Cancel() => new("cancel", "Stop a recording for good; what was transcribed is kept.");

    public static ControlCommand Pause() => new("pause", "Stop a recording until it is resumed.");

    public static ControlCommand Retry() =>
        new("retry", "Send what is missing of a recording once more, and only that.");

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var client = new LonghandClient(parsed.GetRequiredValue(server));
        var recording = await client.CommandAsync(parsed.GetRequiredValue(id), Name, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            Printable.Line($"{recording.Name}: {ProgressText.Of(recording)}"));
        return ExitCode.Done;
    }
}
