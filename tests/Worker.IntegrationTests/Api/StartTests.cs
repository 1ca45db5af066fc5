using System.Net;
using System.Net.Sockets;
using Longhand.Support;

namespace Longhand.IntegrationTests.Api;

public sealed class StartTests(PostgresCluster cluster)
{
    [Theory]
    [InlineData("Storage__ConnectionString", "", "Storage:ConnectionString is missing")]
    [InlineData("Storage__ConnectionString", "nonsense", "cannot be read")]
    [InlineData("Storage__ConnectionString", "Host=127.0.0.1;Port=1;Username=nobody", "host 127.0.0.1, port 1")]
    [InlineData("Storage__AudioFolder", "/dev/null/audio", "Storage:AudioFolder (/dev/null/audio) cannot be written")]
    [InlineData("Intake__WatchedFolder", "/", "Intake:WatchedFolder (/) and Storage:AudioFolder")]
    [InlineData("Media__FfmpegPath", "no-such-ffmpeg", "no-such-ffmpeg")]
    [InlineData("Api__PageSize", "1000", "Api:PageSize must be between 1 and 200")]
    [InlineData("Storage__KeepAudio", "00:00:00", "Storage:KeepAudio must be between 00:01:00 and")]
    [InlineData("Intake__SameContent", "Twice", "Intake:SameContent is 'Twice', and must be one of ")]
    [InlineData("Jobs__ConcurrentRecordings", "many", "Jobs:ConcurrentRecordings is 'many', and must be a whole number")]
    [InlineData("Journey__MaxLos", "0.2", "There is no setting Journey:MaxLos: Journey holds Grace, KeepAnswers, ")]
    [InlineData("Recognition__Profiles__mine__LongestSegmnt", "00:00:30", "There is no setting Recognition:Profiles:mine:LongestSegmnt")]
    [InlineData("URLS", "nowhere", "'nowhere' is no address")]
    public async Task A_start_that_cannot_go_well_is_told_in_a_sentence(string setting, string value, string saying)
    {
        using var folder = new TemporaryFolder();
        var environment = await EnvironmentAsync(folder);
        environment[setting] = value;

        ShouldBeOneSentence(await LonghandProcess.RunAsync(["serve"], environment, folder.Path), saying);
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_the_way_out()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var folder = new TemporaryFolder();

        var ended = await LonghandProcess.RunAsync(
            ["--urls", $"http://{taken.LocalEndpoint}"], await EnvironmentAsync(folder), folder.Path);

        ShouldBeOneSentence(ended, "--urls");
    }

    [Fact]
    public async Task A_command_that_is_none_is_a_usage_error()
    {
        using var folder = new TemporaryFolder();

        var ended = await LonghandProcess.RunAsync(["sbmit", "a.mp3"], await EnvironmentAsync(folder), folder.Path);

        ended.ExitCode.ShouldBe(2);
        ended.Error.ShouldContain("'sbmit' is no command");
    }

    private static void ShouldBeOneSentence(Ended ended, string saying)
    {
        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain(saying);
        ended.Error.Trim().Split('\n').Length.ShouldBe(1, ended.Error);
        ended.Output.ShouldNotContain("   at ");
        ended.Output.ShouldNotContain("crit:");
    }

    private async Task<Dictionary<string, string?>> EnvironmentAsync(TemporaryFolder folder) => new()
    {
        ["Storage__ConnectionString"] = await cluster.CreateDatabaseAsync(TestContext.Current.CancellationToken),
        ["Storage__AudioFolder"] = Path.Combine(folder.Path, "audio"),
        ["Storage__WorkFolder"] = Path.Combine(folder.Path, "work"),
        ["Recognition__BaseAddress"] = "http://127.0.0.1:9/",
        ["URLS"] = "http://127.0.0.1:0",
    };
}
