using Longhand.Api;
using Longhand.Recordings;

namespace Longhand.Cli;

/// <summary>
/// Tells what submitting files would send and cost, by cutting them here; no worker is asked and nothing is sent.
/// </summary>
internal sealed class DryRun(TextWriter output, TextWriter error)
{
    /// <returns>The process's exit code.</returns>
    public async Task<int> RunAsync(
        IReadOnlyList<FileInfo> files, RecordingChoices choices, CancellationToken cancellationToken)
    {
        SubmittedFiles.Check(files, writesFiles: false);
        var plans = new List<SplitPlan>();
        foreach (var file in files)
        {
            try
            {
                var plan = await PlanAsync(file, choices, cancellationToken);
                plans.Add(plan);
                foreach (var line in SplitPlanText.Summary(plan))
                    await output.WriteLineAsync(Printable.Line($"{file.Name}: {line}"));
            }
            catch (PermanentFailureException failure)
            {
                await error.WriteLineAsync(Printable.Line($"{file.Name}: {failure.Message}"));
            }
        }

        if (plans.Count > 1)
            await output.WriteLineAsync($"All {plans.Count}: {SplitPlanText.ToSend(plans)}");
        await output.WriteLineAsync("Cut with this machine's settings; nothing was sent, and no worker was asked.");
        return plans.Count == files.Count ? ExitCode.Done : ExitCode.Failed;
    }

    private async Task<SplitPlan> PlanAsync(
        FileInfo file, RecordingChoices choices, CancellationToken cancellationToken)
    {
        var settings = new SplitSettings(
            file, choices.Stream, choices.MaxSegment, WavFolder: null, Json: false, new Dictionary<string, string?>());
        await using var rooms = new SplitRooms(settings);
        if (rooms.Shortened is { } shortened)
            await error.WriteLineAsync(Printable.Line($"{file.Name}: {shortened}"));
        return await rooms.PlanAsync(cancellationToken);
    }
}
