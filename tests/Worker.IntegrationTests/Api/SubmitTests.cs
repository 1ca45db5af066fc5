using System.Net;
using System.Net.Sockets;
using Longhand.Recordings;
using Longhand.Support;
using Microsoft.EntityFrameworkCore;

namespace Longhand.IntegrationTests.Api;

public sealed class SubmitTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    private readonly WorkerSite site = shared.Site;

    public async ValueTask InitializeAsync() =>
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "meeting.wav"), Tone.Of(64_044));

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_completed_recording_is_printed_and_written()
    {
        var ended = await SubmitAsync(async story =>
        {
            await story.SayAsync();
            await story.EndAsync();
        });

        ended.ExitCode.ShouldBe(0, ended.Error);
        ended.Output.ShouldContain("Good morning.");
        (await File.ReadAllTextAsync(Path.Combine(folder.Path, "meeting.wav.txt"))).ReplaceLineEndings().ShouldBe(ended.Output.ReplaceLineEndings());
        (await File.ReadAllTextAsync(Path.Combine(folder.Path, "meeting.wav.srt"))).ShouldContain("-->");
        Directory.GetFiles(folder.Path).Length.ShouldBe(3);
        ended.Error.ShouldContain("completed, 0:02");
    }

    [Fact]
    public async Task Gaps_have_an_exit_code_of_their_own()
    {
        var ended = await SubmitAsync(
            async story =>
            {
                await story.SayAsync();
                await story.EndWithGapAsync();
            },
            "--no-files",
            "--quiet");

        ended.ExitCode.ShouldBe(3, ended.Error);
        ended.Output.ShouldContain("1301");
        ended.Error.ShouldContain("0:01 of 0:02 missing");
        Directory.GetFiles(folder.Path).Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_chosen_on_the_command_line_arrives_with_the_recording()
    {
        var ended = await SubmitAsync(
            async story =>
            {
                await using (var rows = site.Database.Open())
                    (await rows.Recordings.CountAsync(
                        recording => recording.AudioStream == 0 && recording.MaxSegmentSamples == 200_000)).ShouldBe(1);
                await story.SayAsync();
                await story.EndAsync();
            },
            "--stream",
            "0",
            "--max-segment",
            "12.5");

        ended.ExitCode.ShouldBe(0, ended.Error);
    }

    [Fact]
    public async Task A_failure_is_told_with_its_reason()
    {
        var ended = await SubmitAsync(story => story.FailAsync("The speech API refuses the key (1000): set SPEECH_API_KEY."));

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("The speech API refuses the key (1000)");
        Directory.GetFiles(folder.Path).Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_worker_refuses_is_told_in_its_words()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "\"my\" nötes.txt"), "no audio");

        var ended = await RunAsync("submit", "\"my\" nötes.txt", "--server", $"{site.Address}");

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("\"my\" nötes.txt: ");
        ended.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Stopping_says_that_the_recording_goes_on()
    {
        await using var submission = new LonghandProcess(
            ["submit", "meeting.wav", "--server", $"{site.Address}"], new Dictionary<string, string?>(), folder.Path);
        await Eventually.IsAsync(
            () => submission.Error.Contains("waiting"),
            "the recording is followed",
            TestContext.Current.CancellationToken);

        var ended = await submission.TerminateAsync();

        ended.ExitCode.ShouldBe(130);
        ended.Error.ShouldContain("it goes on");
        ended.Error.ShouldContain("longhand transcript ");
    }

    [Theory]
    [InlineData("list")]
    [InlineData("transcript", "01a205ee-57f3-7028-ac20-d503e4f11ea2")]
    public async Task Stopping_while_a_worker_keeps_it_waiting_is_no_failure(params string[] command)
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        await using var longhand = new LonghandProcess(
            [.. command, "--server", $"http://{mute.LocalEndpoint}"], new Dictionary<string, string?>(), folder.Path);
        using var call = await mute.AcceptSocketAsync(TestContext.Current.CancellationToken);

        var ended = await longhand.TerminateAsync();

        ended.ExitCode.ShouldBe(130);
        ended.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_can_be_known_before_is_told_before()
    {
        await using var rows = site.Database.Open();
        var recordings = await rows.Recordings.CountAsync();

        (await RunAsync("submit", "nothing.mp3", "--server", $"{site.Address}")).ShouldBe(2, "There is no file nothing.mp3.");
        (await RunAsync("submit", ".", "--server", $"{site.Address}")).ShouldBe(2, "folder");
        (await RunAsync("submit", "meeting.wav", "../" + Path.GetFileName(folder.Path) + "/meeting.wav")).ShouldBe(2, "Several files");
        (await RunAsync("submit", "meeting.wav", "--server", "http://127.0.0.1:1")).ShouldBe(1, "does not answer");
        (await LonghandProcess.RunAsync(
            ["submit", Path.Combine(folder.Path, "meeting.wav"), "--server", $"{site.Address}"], new Dictionary<string, string?>(), "/proc"))
            .ShouldBe(2, "--no-files");
        (await rows.Recordings.CountAsync()).ShouldBe(recordings);
    }

    [Fact]
    public async Task Recordings_are_listed_and_their_transcripts_printed()
    {
        var id = await Story.TellAsync(site.Database);

        var list = await RunAsync("list", "--server", $"{site.Address}");
        var transcript = await RunAsync("transcript", $"{id}", "--server", $"{site.Address}", "--format", "vtt");

        list.Output.ShouldContain($"{id}");
        list.Output.ShouldContain("meeting.mp3: completed, 0:02");
        transcript.Output.ShouldStartWith("WEBVTT");
        (await RunAsync("transcript", $"{Guid.Empty}", "--server", $"{site.Address}"))
            .ShouldBe(1, $"There is no recording '{Guid.Empty}'");
        (await RunAsync("transcript", "nonsense", "--server", $"{site.Address}")).ShouldBe(2, "'nonsense' is no recording's id");
    }

    private Task<Ended> RunAsync(params string[] arguments) =>
        LonghandProcess.RunAsync(arguments, new Dictionary<string, string?>(), folder.Path);

    private async Task<Ended> SubmitAsync(Func<Story, Task> tell, params string[] options)
    {
        var before = RecordingId.New(TimeProvider.System);
        await using var submission = new LonghandProcess(
            ["submit", "meeting.wav", "--server", $"{site.Address}", .. options], new Dictionary<string, string?>(), folder.Path);
        var id = default(RecordingId);
        await Eventually.IsAsync(
            async () =>
            {
                await using var rows = site.Database.Open();
                id = await rows.Recordings.Where(recording => recording.Id.CompareTo(before) > 0)
                    .Select(recording => recording.Id).FirstOrDefaultAsync();
                return id != default;
            },
            "the recording is accepted",
            TestContext.Current.CancellationToken);
        await tell(await Story.BeginAsync(site.Database, id));
        return await submission.EndAsync();
    }
}
