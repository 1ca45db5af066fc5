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

    private readonly Option<bool> noFiles = new("--no-files") { Description = "Only print the transcript, write no FILE.srt and FILE.txt" };

    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Show no progress" };

    public SubmitCommand()
        : base("submit", "Hand recordings to a worker, follow them, print their transcripts and write FILE.srt and FILE.txt into the current folder. Exit code 0: all completed; 3: completed with gaps; 1: failed; 2: wrong arguments.")
    {
        Add(files);
        Add(server);
        Add(stream);
        Add(maxSegment);
        Add(priority);
        Add(noFiles);
        Add(quiet);
        SetAction((parsed, _) => RunAsync(Read(parsed)));
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
        },
    };

    private static async Task<int> RunAsync(SubmitSettings settings)
    {
        using var interruption = new Interruption();
        using var client = new LonghandClient(settings.Server);
        var submission = new Submission(client, Terminal.OfProcess(), TimeProvider.System, settings, Environment.CurrentDirectory);
        return await submission.RunAsync(interruption.Token);
    }
}
