using System.CommandLine;
using Longhand.Api;

namespace Longhand.Cli;

/// <summary><c>longhand submit FILE…</c></summary>
internal sealed class SubmitCommand : Command
{
    private readonly Argument<FileInfo[]> files = new("FILE") { Description = "Recordings to transcribe", Arity = ArgumentArity.OneOrMore };

    private readonly ServerOption server = new();

    private readonly StreamOption stream = new();

    private readonly MaxSegmentOption maxSegment = new();

    private readonly PriorityOption priority = new();

    private readonly Option<bool> again = new("--again")
    {
        Description = "Have the files transcribed again, and pay for it, where the worker has them already",
    };

    private readonly Option<bool> noFiles = new("--no-files") { Description = "Only print the transcript, write no FILE.srt and FILE.txt" };

    private readonly Option<bool> dryRun = new("--dry-run")
    {
        Description = "Send nothing: cut the files here, with this machine's settings, and tell what would be sent and "
            + "what that costs",
    };

    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Show no progress" };

    public SubmitCommand()
        : base("submit", "Hand recordings to a worker, follow them, print their transcripts and write FILE.srt and FILE.txt into the current folder. Exit code 0: all completed; 3: completed with gaps; 1: failed; 2: wrong arguments.")
    {
        Add(files);
        Add(server);
        Add(stream);
        Add(maxSegment);
        Add(priority);
        Add(again);
        Add(noFiles);
        Add(quiet);
        Add(dryRun);
        SetAction((parsed, _) =>
            parsed.GetValue(dryRun) ? RehearseAsync(Read(parsed), parsed) : RunAsync(Read(parsed)));
    }

    internal SubmitSettings Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(server),
        parsed.GetRequiredValue(files),
        !parsed.GetValue(noFiles),
        parsed.GetValue(quiet))
    {
        Choices = new RecordingChoices(parsed.GetValue(stream), parsed.GetValue(maxSegment))
        {
            Priority = parsed.GetValue(priority),
            Again = parsed.GetValue(again),
        },
    };

    private static Task<int> RehearseAsync(SubmitSettings settings, ParseResult parsed)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        return Interruption.EndsAsync(
            token => new DryRun(output, error).RunAsync(settings.Files, settings.Choices, token));
    }

    private static async Task<int> RunAsync(SubmitSettings settings)
    {
        using var interruption = new Interruption();
        using var client = new LonghandClient(settings.Server);
        var submission = new Submission(client, Terminal.OfProcess(), TimeProvider.System, settings, Environment.CurrentDirectory);
        return await submission.RunAsync(interruption.Token);
    }
}
