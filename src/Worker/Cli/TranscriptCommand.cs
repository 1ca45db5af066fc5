using System.CommandLine;
using Longhand.Stitching.Formats;

namespace Longhand.Cli;

/// <summary><c>longhand transcript ID</c></summary>
internal sealed class TranscriptCommand : Command
{
    private readonly RecordingArgument id = new();

    private readonly Option<string> format = new("--format", "-f")
    {
        Description = $"One of {string.Join(", ", TranscriptFormat.All.Select(known => known.Name))}",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => TranscriptFormat.Txt.Name,
    };

    private readonly ServerOption server = new();

    public TranscriptCommand()
        : base("transcript", "Print a recording's transcript, as far as it has come.")
    {
        Add(id);
        Add(format);
        Add(server);
        format.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !TranscriptFormat.TryFind(result.Tokens[0].Value, out _, out var error))
                result.AddError(error);
        });
        SetAction((parsed, _) => Interruption.EndsAsync(token => RunAsync(parsed, token)));
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var client = new LonghandClient(parsed.GetRequiredValue(server));
        var transcript = await client.TranscriptAsync(parsed.GetRequiredValue(id), parsed.GetRequiredValue(format), cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteAsync(transcript);
        return ExitCode.Done;
    }
}
