using System.Text.Json;
using Longhand.Support;
using Longhand.Support.Faults;

namespace Longhand.IntegrationTests.Journey;

/// <summary>The whole product against a speech API that takes less than the model profile says.</summary>
public sealed class TooLongTests(PostgresCluster cluster) : IAsyncLifetime
{
    private const int Slots = 2;

    private static readonly SpeechApiModel Short =
        new("glm-asr", TimeSpan.FromSeconds(20), AnswersWithSegments: true, TakesTemperature: true);

    private FaultInjectingSpeechApi api = null!;
    private Deployment deployment = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        api = await FaultInjectingSpeechApi.StartAsync(Token);
        api.Models = [Short];
        deployment = await Deployment.CreateAsync(cluster, api.BaseAddress, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await deployment.DisposeAsync();
    }

    [Fact]
    public async Task Segments_that_the_API_finds_too_long_are_split_again_and_the_recording_goes_on()
    {
        var file = await RecordAsync(minutes: 10, seed: 41);
        await using var worker = await StartWorkerAsync();
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, Token);
        var recording = await door.WaitUntilFinalAsync(id, Token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
        await IsWholeAsync(door, id);
        // The first to go out, one in each slot: from then on the limit is known.
        api.Calls.Count(call => call.Fault is not null).ShouldBeLessThanOrEqualTo(Slots);
        var cost = recording.GetProperty("cost");
        cost.GetProperty("calls").GetInt32().ShouldBe(api.Calls.Count);
        cost.GetProperty("sent_seconds").GetDouble()
            .ShouldBe(api.Calls.Sum(call => call.Wav!.Duration.TotalSeconds), 0.001);
        cost.GetProperty("resent_seconds").GetDouble().ShouldBeGreaterThan(0);
        worker.Log.ShouldContain("LongestSegment of Recognition:Profiles:glm-asr");
    }

    [Fact]
    public async Task A_limit_that_the_API_does_not_state_is_found_in_few_refusals()
    {
        var file = await RecordAsync(minutes: 6, seed: 42);
        api.Models = SpeechApiModel.All;
        var refusal = SpeechFault.Error(413, code: null, "Payload Too Large");
        api.When(call => call.Wav!.Duration > TimeSpan.FromSeconds(20), refusal);
        await using var worker = await StartWorkerAsync();
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, Token);
        var recording = await door.WaitUntilFinalAsync(id, Token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
        await IsWholeAsync(door, id);
        // 60 s, 36 s, 21.6 s: then what is sent is short enough.
        api.Calls.Count(call => call.Fault is not null).ShouldBeLessThanOrEqualTo(3 * Slots);
    }

    [Fact]
    public async Task A_worker_killed_between_the_pieces_leaves_cuts_that_the_next_one_goes_on_with()
    {
        var file = await RecordAsync(minutes: 8, seed: 43);
        await using var first = await StartWorkerAsync();
        using var firstDoor = new DoorClient(first.BaseAddress);
        var id = await firstDoor.SubmitAsync(file, Token);
        await firstDoor.WaitUntilAsync(
            id,
            view => view.GetProperty("coverage").GetProperty("transcribed_seconds").GetDouble() > 0,
            TimeSpan.FromMinutes(1),
            Token);
        api.Hold();
        await api.WaitForInFlightAsync(Slots, Token);
        var before = await SegmentsAsync(firstDoor, id);
        await first.KillAsync(Token);
        api.Release();

        await using var second = await StartWorkerAsync();
        using var door = new DoorClient(second.BaseAddress);
        var recording = await door.WaitUntilFinalAsync(id, Token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + second.Log);
        await IsWholeAsync(door, id);
        // What was cut before stands, but for what had to be cut again.
        var after = (await SegmentsAsync(door, id)).Select(End).ToHashSet();
        before.ShouldAllBe(segment => after.Contains(End(segment)));
        api.Calls.Where(call => call.AnsweredText is not null).GroupBy(call => call.Wav!.Hash)
            .Count(calls => calls.Count() > 1).ShouldBeLessThanOrEqualTo(Slots);
        // A call that was cut off is counted, though nobody knows what came of it.
        recording.GetProperty("cost").GetProperty("calls").GetInt32().ShouldBe(api.Calls.Count);
    }

    [Fact]
    public async Task A_profile_that_became_shorter_has_stored_segments_split_before_anything_is_sent()
    {
        var file = await RecordAsync(minutes: 4, seed: 44);
        api.Models = SpeechApiModel.All;
        api.Always(SpeechFault.Error(429, "1113", "arrears"));
        await using (var first = await StartWorkerAsync())
        {
            using var firstDoor = new DoorClient(first.BaseAddress);
            var id = await firstDoor.SubmitAsync(file, Token);
            await firstDoor.WaitUntilAsync(
                id, view => view.GetProperty("status").GetString() == "paused", TimeSpan.FromMinutes(1), Token);
            (await first.StopAsync(Token)).ShouldBe(0);
            api.Heal();
            var refused = api.Calls.Count;

            await using var second = await StartWorkerAsync(("Recognition:Profile", "glm-asr-2512"));
            using var door = new DoorClient(second.BaseAddress);
            var recording = await door.WaitUntilFinalAsync(id, Token);

            recording.GetProperty("status").GetString().ShouldBe("completed", recording + second.Log);
            await IsWholeAsync(door, id);
            api.Calls.Skip(refused).ShouldAllBe(call => call.Fault == null);
        }
    }

    [Fact]
    public async Task An_API_that_takes_no_length_at_all_fails_the_recording_with_the_setting_to_change()
    {
        var file = await RecordAsync(minutes: 1, seed: 45);
        api.Always(SpeechFault.Error(400, "1214", "the duration is wrong"));
        await using var worker = await StartWorkerAsync();
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, Token);
        var recording = await door.WaitUntilFinalAsync(id, Token);

        recording.GetProperty("status").GetString().ShouldBe("failed", recording + worker.Log);
        recording.GetProperty("error").GetString()!.ShouldContain("Recognition:Profile");
        api.Calls.Count.ShouldBeLessThan(6 * Slots);
    }

    private static double End(JsonElement segment) => segment.GetProperty("end").GetDouble();

    private Task<WorkerProcess> StartWorkerAsync(params (string Name, string Value)[] others) =>
        deployment.StartWorkerAsync(Token, [("Recognition:Concurrency", $"{Slots}"), .. others]);

    private async Task<string> RecordAsync(int minutes, int seed)
    {
        var file = deployment.FileNamed($"meeting-{seed}.wav");
        await SpokenRecording.WriteAsync(file, new() { Length = TimeSpan.FromMinutes(minutes), Seed = seed }, Token);
        return file;
    }

    /// <summary>Segments tile the recording, and each answer stands in the transcript, once.</summary>
    private async Task IsWholeAsync(DoorClient door, string id)
    {
        var segments = await SegmentsAsync(door, id);
        segments[0].GetProperty("start").GetDouble().ShouldBe(0);
        foreach (var (before, after) in segments.Zip(segments.Skip(1)))
            after.GetProperty("start").GetDouble().ShouldBe(before.GetProperty("end").GetDouble());
        var transcript = await door.TranscriptAsync(id, Token);
        segments[^1].GetProperty("end").GetDouble().ShouldBe(transcript.GetProperty("decoded_seconds").GetDouble());

        var said = string.Join(' ', transcript.GetProperty("utterances").EnumerateArray()
            .Select(utterance => utterance.GetProperty("text").GetString()));
        var answers = api.Calls.Where(call => call.AnsweredText is not null).Select(call => call.Wav!.Hash).ToHashSet();
        var transcribed = segments.Count(segment => segment.GetProperty("state").GetString() == "transcribed");
        answers.Count.ShouldBe(transcribed);
        answers.ShouldAllBe(hash => said.Split(hash, StringSplitOptions.None).Length == 2);
    }

    private static async Task<IReadOnlyList<JsonElement>> SegmentsAsync(DoorClient door, string id)
    {
        var segments = new List<JsonElement>();
        for (var path = $"v1/recordings/{id}/segments"; path is not null;)
        {
            var page = await door.GetAsync(path, Token);
            segments.AddRange(page.GetProperty("segments").EnumerateArray());
            path = page.GetProperty("next").GetString();
        }

        return segments;
    }
}
