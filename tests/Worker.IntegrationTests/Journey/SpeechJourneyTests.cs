using Longhand.IntegrationTests.SpeechServer;
using Longhand.Support;

namespace Longhand.IntegrationTests.Journey;

/// <summary>The whole product on real speech: worker process, PostgreSQL, ffmpeg and the local speech server.</summary>
public sealed class SpeechJourneyTests(PostgresCluster cluster, SpeechServerFixture speech) : IClassFixture<SpeechServerFixture>
{
    private static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(0.3);

    [Theory]
    [InlineData("mp3", 11, "false")]
    [InlineData("m4a", 12, "true")]
    public async Task Real_speech_becomes_a_right_transcript_at_the_right_times(string format, int seed, string stream)
    {
        var token = TestContext.Current.CancellationToken;
        await using var deployment = await Deployment.CreateAsync(cluster, new Uri(speech.Server.BaseAddress, "api/"), token);
        var file = deployment.FileNamed($"meeting.{format}");
        var truth = await SpokenRecording.WriteAsync(file, new() { Length = TimeSpan.FromMinutes(4), Seed = seed }, token);
        await using var worker = await deployment.StartWorkerAsync(token, ("Recognition:Stream", stream));
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, token);
        var recording = await door.WaitUntilFinalAsync(id, token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
        recording.GetProperty("progress").GetProperty("total_seconds").GetDouble().ShouldBe(truth.Duration.TotalSeconds, 0.1);
        // A stream carries no times, so that its utterances are laid over the voiced stretches.
        var tolerance = stream == "true" ? TimeSpan.FromSeconds(3) : StartTolerance;
        HeardUtterances.InTranscript(await door.TranscriptAsync(id, token)).ShouldBeRight(truth, 0.05, tolerance);
        (await HeardUtterances.InDatabaseAsync(deployment.ConnectionString, id, token)).ShouldBeRight(truth, 0.05, tolerance);
        foreach (var captions in new[] { "txt", "srt", "vtt" })
            truth.Score(CaptionWords.Of(await door.TranscriptAsync(id, captions, token))).Rate.ShouldBeLessThan(0.05);
    }

    [Fact]
    public async Task A_model_that_tells_no_times_gets_shorter_segments_and_estimated_times()
    {
        var token = TestContext.Current.CancellationToken;
        await using var deployment = await Deployment.CreateAsync(cluster, new Uri(speech.Server.BaseAddress, "api/"), token);
        var file = deployment.FileNamed("call.opus");
        var truth = await SpokenRecording.WriteAsync(file, new() { Length = TimeSpan.FromMinutes(2), Seed = 13 }, token);
        await using var worker = await deployment.StartWorkerAsync(token, ("Recognition:Profile", "glm-asr-2512"));
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, token);
        var recording = await door.WaitUntilFinalAsync(id, token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
        recording.GetProperty("segments").GetInt32().ShouldBeGreaterThanOrEqualTo(4);
        var transcript = await door.TranscriptAsync(id, token);
        transcript.GetProperty("utterances").EnumerateArray()
            .ShouldAllBe(utterance => utterance.GetProperty("timing").GetString() == "estimated");
        HeardUtterances.InTranscript(transcript).ShouldBeRight(truth, 0.05, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_file_dropped_into_the_watched_folder_is_transcribed_and_put_aside()
    {
        var token = TestContext.Current.CancellationToken;
        await using var deployment = await Deployment.CreateAsync(cluster, new Uri(speech.Server.BaseAddress, "api/"), token);
        var file = deployment.FileNamed("note.flac");
        var truth = await SpokenRecording.WriteAsync(file, new() { Length = TimeSpan.FromSeconds(30), Seed = 14 }, token);
        await using var worker = await deployment.StartWorkerAsync(
            token, ("Intake:WatchedFolder", deployment.WatchedFolder), ("Intake:SettleTime", "00:00:00.200"));
        using var door = new DoorClient(worker.BaseAddress);

        File.Move(file, Path.Combine(deployment.WatchedFolder, "note.flac"));
        var id = await FirstIdAsync(door, token);
        var recording = await door.WaitUntilFinalAsync(id, token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
        recording.GetProperty("door").GetString().ShouldBe("folder");
        truth.Score(CaptionWords.Of(await door.TranscriptAsync(id, "txt", token))).Rate.ShouldBeLessThan(0.1);
        File.Exists(Path.Combine(deployment.WatchedFolder, "accepted", "note.flac")).ShouldBeTrue();
    }

    private static async Task<string> FirstIdAsync(DoorClient door, CancellationToken cancellationToken)
    {
        while (true)
        {
            var list = (await door.ListAsync(cancellationToken)).GetProperty("recordings");
            if (list.GetArrayLength() > 0)
                return list[0].GetProperty("id").GetString()!;
            await Task.Delay(100, cancellationToken);
        }
    }
}
