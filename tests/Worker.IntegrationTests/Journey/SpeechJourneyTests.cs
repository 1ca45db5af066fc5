using Longhand.IntegrationTests.SpeechServer;
using Longhand.Support;

namespace Longhand.IntegrationTests.Journey;

/// <summary>The whole product on real speech: worker process, PostgreSQL, ffmpeg and the local speech server.</summary>
public sealed class SpeechJourneyTests(PostgresCluster cluster, SpeechServerFixture speech) : IClassFixture<SpeechServerFixture>
{
    [Theory]
    [InlineData("mp3", 11)]
    [InlineData("m4a", 12)]
    public async Task Real_speech_becomes_a_right_transcript_at_the_right_times(string format, int seed)
    {
        var token = TestContext.Current.CancellationToken;
        await using var deployment = await Deployment.CreateAsync(cluster, new Uri(speech.Server.BaseAddress, "api/"), token);
        var file = deployment.FileNamed($"meeting.{format}");
        var truth = await SpokenRecording.WriteAsync(file, new() { Length = TimeSpan.FromMinutes(4), Seed = seed }, token);
        await using var worker = await deployment.StartWorkerAsync(token);
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, token);
        var recording = await door.WaitUntilFinalAsync(id, token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
        recording.GetProperty("progress").GetProperty("total_seconds").GetDouble().ShouldBe(truth.Duration.TotalSeconds, 0.1);
        foreach (var heard in new[]
        {
            HeardUtterances.InTranscript(await door.TranscriptAsync(id, token)),
            await HeardUtterances.InDatabaseAsync(deployment.ConnectionString, id, token),
        })
        {
            heard.ShouldHaveTheWordsOf(truth);
            heard.ShouldHaveTheTimesOf(truth);
        }

        foreach (var captions in new[] { "txt", "srt", "vtt" })
            truth.Score(CaptionWords.Of(await door.TranscriptAsync(id, captions, token))).Rate.ShouldBeLessThan(0.05);
    }

    [Theory]
    [InlineData("Recognition:Profile", "glm-asr-2512", 4)]
    [InlineData("Recognition:Stream", "true", 2)]
    public async Task Answers_without_times_get_estimated_ones(string setting, string value, int fewestSegments)
    {
        var token = TestContext.Current.CancellationToken;
        await using var deployment = await Deployment.CreateAsync(cluster, new Uri(speech.Server.BaseAddress, "api/"), token);
        var file = deployment.FileNamed("call.opus");
        var truth = await SpokenRecording.WriteAsync(file, new() { Length = TimeSpan.FromMinutes(2), Seed = 13 }, token);
        await using var worker = await deployment.StartWorkerAsync(token, (setting, value));
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, token);
        var recording = await door.WaitUntilFinalAsync(id, token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
        recording.GetProperty("segments").GetInt32().ShouldBeGreaterThanOrEqualTo(fewestSegments);
        var transcript = await door.TranscriptAsync(id, token);
        transcript.GetProperty("utterances").EnumerateArray()
            .ShouldAllBe(utterance => utterance.GetProperty("timing").GetString() == "estimated");
        HeardUtterances.InTranscript(transcript).ShouldHaveTheWordsOf(truth);
        HeardUtterances.InTranscript(transcript).ShouldHaveAboutTheTimesOf(truth);
    }

    [Theory]
    [InlineData("", "openai", "anything")]
    [InlineData("v1", "whisper-1", "")]
    public async Task Where_OpenAIs_dialect_is_spoken_an_address_a_profile_and_a_model_are_enough(
        string path, string profile, string model)
    {
        var token = TestContext.Current.CancellationToken;
        await using var deployment = await Deployment.CreateAsync(cluster, new Uri(speech.Server.BaseAddress, path), token);
        var file = deployment.FileNamed("meeting.mp3");
        var truth = await SpokenRecording.WriteAsync(file, new() { Length = TimeSpan.FromSeconds(90), Seed = 15 }, token);
        await using var worker = await deployment.StartWorkerAsync(
            token, ("Recognition:Profile", profile), ("Recognition:Model", model));
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, token);
        var recording = await door.WaitUntilFinalAsync(id, token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
        var transcript = await door.TranscriptAsync(id, token);
        transcript.GetProperty("utterances").EnumerateArray()
            .ShouldAllBe(utterance => utterance.GetProperty("timing").GetString() == "reported");
        HeardUtterances.InTranscript(transcript).ShouldHaveTheWordsOf(truth);
        HeardUtterances.InTranscript(transcript).ShouldHaveAboutTheTimesOf(truth);
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
