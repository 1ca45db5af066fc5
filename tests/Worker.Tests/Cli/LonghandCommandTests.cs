using Longhand.Api;
using Longhand.Cli;
using Longhand.Hosting;

namespace Longhand.Tests.Cli;

public sealed class LonghandCommandTests
{
    private readonly List<ServeSettings> served = [];

    [Theory]
    [InlineData("")]
    [InlineData("serve")]
    public async Task Without_a_command_it_serves(string command)
    {
        var code = await RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--urls", "http://127.0.0.1:1", "--no-jobs", "--Api:PageSize=7"]);

        code.ShouldBe(0);
        var settings = served.ShouldHaveSingleItem();
        settings.RunsJobs.ShouldBeFalse();
        settings.Values["urls"].ShouldBe("http://127.0.0.1:1");
        settings.Values["Api:PageSize"].ShouldBe("7");
    }

    [Theory]
    [InlineData("sbmit a.mp3")]
    [InlineData("submit")]
    [InlineData("submit a.mp3 --server nowhere")]
    [InlineData("submit a.mp3 --stream -1")]
    [InlineData("submit a.mp3 --stream second")]
    [InlineData("submit a.mp3 --max-segment 4.9")]
    [InlineData("submit a.mp3 --max-segment 7,5")]
    [InlineData("submit a.mp3 --max-segment long")]
    [InlineData("submit a.mp3 --priority 101")]
    [InlineData("submit a.mp3 --priority high")]
    [InlineData("transcript")]
    [InlineData("transcript 01a205ee-57f3-7028-ac20-d503e4f11ea2 --format doc")]
    [InlineData("list --status done")]
    [InlineData("list -n 0")]
    [InlineData("list --limit 201")]
    [InlineData("cancel")]
    [InlineData("retry --bogus")]
    [InlineData("resume 1")]
    [InlineData("retry 01a205ee-57f3-7028-ac20-d503e4f11ea2 two")]
    [InlineData("delete")]
    [InlineData("resume 01a205ee-57f3-7028-ac20-d503e4f11ea2 two")]
    public async Task A_command_line_that_makes_no_sense_ends_with_2_and_does_nothing(string line)
    {
        (await RunAsync(line.Split(' '))).ShouldBe(2);

        served.ShouldBeEmpty();
    }

    [Fact]
    public void Submit_reads_its_files_and_options()
    {
        var submit = new SubmitCommand();
        var longhand = new LonghandCommand(Serve(), submit);

        var settings = submit.Read(longhand.Read(["submit", "a.mp3", "b.m4a", "--server", "http://worker:1/longhand", "-q", "--no-files"]));

        settings.Server.ShouldBe(new Uri("http://worker:1/longhand/"));
        settings.Files.Select(file => file.Name).ShouldBe(["a.mp3", "b.m4a"]);
        settings.Quiet.ShouldBeTrue();
        settings.WritesFiles.ShouldBeFalse();
        settings.Choices.ShouldBe(RecordingChoices.None);
    }

    [Fact]
    public void Submit_reads_what_is_chosen_for_the_recordings()
    {
        var submit = new SubmitCommand();
        var longhand = new LonghandCommand(Serve(), submit);

        var settings = submit.Read(longhand.Read(["submit", "--stream", "2", "--max-segment", "12.5", "--again", "film.mkv"]));

        settings.Choices.ShouldBe(new RecordingChoices(2, TimeSpan.FromSeconds(12.5)) { Again = true });
        settings.Files.ShouldHaveSingleItem().Name.ShouldBe("film.mkv");
    }

    [Fact]
    public void A_failure_outweighs_gaps_and_gaps_outweigh_success()
    {
        ExitCode.Worst([]).ShouldBe(ExitCode.Done);
        ExitCode.Worst([ExitCode.Done, ExitCode.Gaps, ExitCode.Done]).ShouldBe(ExitCode.Gaps);
        ExitCode.Worst([ExitCode.Gaps, ExitCode.Failed]).ShouldBe(ExitCode.Failed);
        ExitCode.Worst([ExitCode.Failed, ExitCode.Interrupted]).ShouldBe(ExitCode.Interrupted);
    }

    private Task<int> RunAsync(IReadOnlyList<string> arguments) =>
        new LonghandCommand(
                Serve(), new SubmitCommand(), new TranscriptCommand(), new ListCommand(), ControlCommand.Cancel(),
                ControlCommand.Retry(), new DeleteCommand(), new ResumeCommand())
            .RunAsync(arguments, TextWriter.Null, TextWriter.Null);

    private ServeCommand Serve() => new((settings, _) =>
    {
        served.Add(settings);
        return Task.FromResult(0);
    });
}
