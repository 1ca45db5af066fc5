using Longhand.IntegrationTests.Api;
using Longhand.Support;

namespace Longhand.IntegrationTests.Journey;

/// <summary>What is chosen for a recording holds on its whole way.</summary>
public sealed class ChoiceJourneyTests(PostgresCluster cluster) : IAsyncLifetime
{
    private FaultInjectingSpeechApi api = null!;
    private Deployment deployment = null!;

    public async ValueTask InitializeAsync()
    {
        api = await FaultInjectingSpeechApi.StartAsync(TestContext.Current.CancellationToken);
        deployment = await Deployment.CreateAsync(cluster, api.BaseAddress, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await deployment.DisposeAsync();
    }

    [Fact]
    public async Task The_stream_that_is_chosen_is_the_one_transcribed_in_pieces_as_short_as_was_asked_for()
    {
        var token = TestContext.Current.CancellationToken;
        var film = await FilmAsync(token);
        await using var worker = await deployment.StartWorkerAsync(token);
        using var door = new DoorClient(worker.BaseAddress);

        var chosen = await door.SubmitAsync(film, "?stream=1&max_segment=7.5", token);
        var spoken = await door.WaitUntilFinalAsync(chosen, token);
        var sent = api.Calls.Select(call => call.Wav!.Duration).ToList();
        var silent = await door.WaitUntilFinalAsync(await door.SubmitAsync(film, token), token);

        spoken.GetProperty("status").GetString().ShouldBe("completed", spoken + worker.Log);
        spoken.GetProperty("progress").GetProperty("total_seconds").GetDouble().ShouldBeGreaterThanOrEqualTo(60);
        spoken.GetProperty("coverage").GetProperty("transcribed_seconds").GetDouble().ShouldBeGreaterThan(30);
        sent.Count.ShouldBeGreaterThanOrEqualTo(60 / 8);
        sent.ShouldAllBe(length => length <= TimeSpan.FromSeconds(7.5));
        // The default stream holds another sound of another length: nothing of it was heard above.
        silent.GetProperty("status").GetString().ShouldBe("completed", silent + worker.Log);
        silent.GetProperty("coverage").GetProperty("silent_seconds").GetDouble().ShouldBe(20, 0.5);
        api.Calls.Count.ShouldBe(sent.Count);
    }

    [Fact]
    public async Task A_model_profile_that_became_shorter_than_what_was_asked_for_is_obeyed()
    {
        var token = TestContext.Current.CancellationToken;
        var film = await FilmAsync(token);
        // Takes in and runs nothing, so that no cut is made before the profile changes.
        await using var site = await WorkerSite.StartAsync(cluster);
        using var taking = new DoorClient(site.Address);
        var id = await taking.SubmitAsync(film, "?stream=1&max_segment=50", token);

        await using var worker = await deployment.StartWorkerAsync(
            token,
            ("Storage:ConnectionString", site.Database.ConnectionString),
            ("Storage:AudioFolder", Path.Combine(site.Folder, "audio")),
            ("Recognition:Profiles:glm-asr:LongestSegment", "00:00:10"));
        using var door = new DoorClient(worker.BaseAddress);
        var recording = await door.WaitUntilFinalAsync(id, token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
        api.Calls.ShouldNotBeEmpty();
        api.Calls.ShouldAllBe(call => call.Wav!.Duration < TimeSpan.FromSeconds(10));
    }

    /// <summary>20 s of silence by default, at least a minute of speech beside it.</summary>
    private async Task<string> FilmAsync(CancellationToken cancellationToken)
    {
        var (speech, film) = (deployment.FileNamed("speech.wav"), deployment.FileNamed("film.mkv"));
        await SpokenRecording.WriteAsync(speech, new() { Length = TimeSpan.FromMinutes(1), Seed = 41 }, cancellationToken);
        await ChildTools.FfmpegAsync(
            [
                "-f", "lavfi", "-t", "20", "-i", "anullsrc=r=16000:cl=mono", "-i", speech, "-map", "0", "-map", "1",
                "-c:a", "flac", "-disposition:a:0", "default", "-disposition:a:1", "0", film,
            ],
            cancellationToken);
        return film;
    }
}
