using System.CommandLine;
using Longhand.Api;
using Longhand.Recordings;

namespace Longhand.Cli;

/// <summary><c>longhand submit FILE…</c></summary>
internal sealed class SubmitCommand : Command
{
    private static readonly string Least = RecordingChoices.Text(Recording.LeastMaxSegment);

    private readonly Argument<FileInfo[]> files = new("FILE") { Description = "Recordings to transcribe", Arity = ArgumentArity.OneOrMore };

    private readonly ServerOption server = new();

    private readonly Option<int?> stream = new("--stream")
    {
        Description = "The audio stream to transcribe: its index among all of the file's streams, as ffprobe counts "
            + "them; by default the default audio stream",
        HelpName = "N",
        CustomParser = result =>
        {
            var index = RecordingChoices.ReadStream(result.Tokens[0].Value);
            if (index is null)
                result.AddError(
                    $"--stream is '{result.Tokens[0].Value}'; it is a stream's index, a whole number from 0.");
            return index;
        },
    };

    private readonly Option<TimeSpan?> maxSegment = new("--max-segment")
    {
        Description = $"The longest piece to send to the speech API, at least {Least}; "
            + "by default, and at most, what the worker's model takes",
        HelpName = "SECONDS",
        CustomParser = result =>
        {
            var longest = RecordingChoices.ReadSeconds(result.Tokens[0].Value);
            if (longest is null || longest < Recording.LeastMaxSegment)
                result.AddError(
                    $"--max-segment is '{result.Tokens[0].Value}'; it is a number of seconds, at least {Least}.");
            return longest;
        },
    };

    private readonly Option<bool> noFiles = new("--no-files") { Description = "Only print the transcript, write no FILE.srt and FILE.txt" };

    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Show no progress" };

    public SubmitCommand()
        : base("submit", "Hand recordings to a worker, follow them, print their transcripts and write FILE.srt and FILE.txt into the current folder. Exit code 0: all completed; 3: completed with gaps; 1: failed; 2: wrong arguments.")
    {
        Add(files);
        Add(server);
        Add(stream);
        Add(maxSegment);
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
        Choices = new RecordingChoices(parsed.GetValue(stream), parsed.GetValue(maxSegment)),
    };

    private static async Task<int> RunAsync(SubmitSettings settings)
    {
        using var interruption = new Interruption();
        using var client = new LonghandClient(settings.Server);
        var submission = new Submission(client, Terminal.OfProcess(), TimeProvider.System, settings, Environment.CurrentDirectory);
        return await submission.RunAsync(interruption.Token);
    }
}
