using System.CommandLine;
using System.Globalization;
using Longhand.Api;
using Longhand.Recordings;

namespace Longhand.Cli;

/// <summary><c>longhand list</c></summary>
internal sealed class ListCommand : Command
{
    private readonly Option<int> limit = new("--limit", "-n")
    {
        Description = $"At most so many, 1 to {ApiOptions.MaxPageSize}",
        HelpName = "COUNT",
        DefaultValueFactory = _ => 20,
    };

    private readonly Option<string> status = new("--status")
    {
        Description = "Only recordings of this status",
        HelpName = "STATUS",
    };

    private readonly ServerOption server = new();

    public ListCommand()
        : base("list", "List a worker's recordings, newest first.")
    {
        Add(limit);
        Add(status);
        Add(server);
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && int.TryParse(given, CultureInfo.InvariantCulture, out var count)
                && count is < 1 or > ApiOptions.MaxPageSize)
                result.AddError($"--limit is {given}; it is a whole number from 1 to {ApiOptions.MaxPageSize}.");
        });
        status.AcceptOnlyFromAmong([.. Enum.GetValues<RecordingStatus>().Select(known => known.ToText())]);
        SetAction((parsed, _) => Interruption.EndsAsync(token => RunAsync(parsed, token)));
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var client = new LonghandClient(parsed.GetRequiredValue(server));
        var page = await client.ListAsync(parsed.GetValue(limit), parsed.GetValue(status), cancellationToken);
        foreach (var recording in page.Recordings)
            await parsed.InvocationConfiguration.Output.WriteLineAsync(Printable.Line(Line(recording)));
        return ExitCode.Done;
    }

    private static string Line(RecordingView recording) => string.Create(
        CultureInfo.InvariantCulture,
        $"{recording.Id}  {recording.CreatedAt.ToLocalTime():yyyy-MM-dd HH:mm}  {Called(recording)}: "
        + $"{ProgressText.Of(recording)}{ProgressText.Cost(recording.Cost)}");

    private static string Called(RecordingView recording) => recording.Priority == 0
        ? recording.Name
        : string.Create(CultureInfo.InvariantCulture, $"{recording.Name} (priority {recording.Priority})");
}
