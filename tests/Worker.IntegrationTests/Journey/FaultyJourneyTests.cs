using Longhand.Support;
using Longhand.Support.Faults;
using Npgsql;

namespace Longhand.IntegrationTests.Journey;

/// <summary>The whole product against a speech API that fails as it is told to.</summary>
public sealed class FaultyJourneyTests(PostgresCluster cluster) : IAsyncLifetime
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
    public async Task A_storm_of_faults_loses_no_segment_and_doubles_none()
    {
        var token = TestContext.Current.CancellationToken;
        var file = await RecordAsync(minutes: 10, seed: 21);
        SpeechFault[] faults =
        [
            SpeechFault.Reset, SpeechFault.CutAnswer, SpeechFault.EmptyBody, SpeechFault.Html(502), SpeechFault.WrongContentType,
            SpeechFault.Error(429, "1302", "too many"), SpeechFault.Error(500, "1230", "internal"),
        ];
        api.Choose(call => call.Number % 3 == 1 ? faults[call.Number / 3 % faults.Length] : null);
        await using var worker = await deployment.StartWorkerAsync(token);
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, token);
        var recording = await door.WaitUntilFinalAsync(id, token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
        await EveryAnswerIsThereOnceAsync(door, id);
        api.Calls.Count(call => call.Fault is not null).ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task A_segment_that_the_API_refuses_for_its_content_is_a_gap_that_says_so()
    {
        var token = TestContext.Current.CancellationToken;
        var file = await RecordAsync(minutes: 4, seed: 22);
        api.OnCall(2, SpeechFault.Error(400, "1301", "sensitive content"));
        await using var worker = await deployment.StartWorkerAsync(token);
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, token);
        var recording = await door.WaitUntilFinalAsync(id, token);

        recording.GetProperty("status").GetString().ShouldBe("completed_with_gaps", recording + worker.Log);
        var gap = (await door.TranscriptAsync(id, token)).GetProperty("gaps").EnumerateArray().ShouldHaveSingleItem();
        gap.GetProperty("reason").GetString()!.ShouldContain("1301");
        (await door.TranscriptAsync(id, "txt", token)).ShouldContain("missing");
        await EveryAnswerIsThereOnceAsync(door, id);
    }

    [Fact]
    public async Task A_refused_key_fails_the_recording_and_says_what_to_change()
    {
        var token = TestContext.Current.CancellationToken;
        var file = await RecordAsync(minutes: 2, seed: 23);
        api.Always(SpeechFault.Error(401, "1002", "invalid key"));
        await using var worker = await deployment.StartWorkerAsync(token);
        using var door = new DoorClient(worker.BaseAddress);

        var recording = await door.WaitUntilFinalAsync(await door.SubmitAsync(file, token), token);

        recording.GetProperty("status").GetString().ShouldBe("failed");
        recording.GetProperty("error").GetString()!.ShouldContain("Recognition:ApiKey");
    }

    [Fact]
    public async Task A_key_that_is_refused_in_the_middle_keeps_what_was_answered_and_waits()
    {
        var token = TestContext.Current.CancellationToken;
        var file = await RecordAsync(minutes: 4, seed: 31);
        var refused = SpeechFault.Error(401, "1002", "invalid key");
        api.Choose(call => call.Number > 2 ? refused : null);
        await using var worker = await StartWorkerAsync(token, ("Recognition:Concurrency", "1"));
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, token);
        var paused = await door.WaitUntilAsync(
            id, view => view.GetProperty("status").GetString() == "paused", TimeSpan.FromMinutes(1), token);
        api.Heal();
        var recording = await door.WaitUntilFinalAsync(id, token);

        paused.GetProperty("error").GetString()!.ShouldContain("Recognition:ApiKey");
        recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
        api.Calls.Where(call => call.Fault is null).Select(call => call.Wav!.Hash).ShouldBeUnique();
        await EveryAnswerIsThereOnceAsync(door, id);
    }

    [Fact]
    public async Task An_API_that_is_away_for_a_while_costs_nothing_but_time()
    {
        var token = TestContext.Current.CancellationToken;
        var file = await RecordAsync(minutes: 3, seed: 24);
        api.Always(SpeechFault.Error(500, "1234", "network"));
        await using var worker = await deployment.StartWorkerAsync(token, ("Recognition:MaxAttempts", "2"), ("Journey:MaxAttempts", "1"));
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, token);
        await door.WaitUntilAsync(id, view => view.GetProperty("status").GetString() == "paused", TimeSpan.FromMinutes(1), token);
        api.Heal();
        var recording = await door.WaitUntilFinalAsync(id, token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
        await EveryAnswerIsThereOnceAsync(door, id);
    }

    [Fact]
    public async Task What_stays_unanswered_after_the_last_attempt_is_told_and_what_was_heard_is_kept()
    {
        var token = TestContext.Current.CancellationToken;
        var file = await RecordAsync(minutes: 4, seed: 25);
        await using var worker = await deployment.StartWorkerAsync(
            token, ("Recognition:MaxAttempts", "1"), ("Recognition:Concurrency", "1"), ("Journey:MaxAttempts", "2"));
        api.When(call => call.RequestId!.Contains("-0-", StringComparison.Ordinal), SpeechFault.Error(500, "1234", "network"));
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, token);
        var recording = await door.WaitUntilFinalAsync(id, token);

        recording.GetProperty("status").GetString().ShouldBe("completed_with_gaps", recording + worker.Log);
        var gap = (await door.TranscriptAsync(id, token)).GetProperty("gaps").EnumerateArray().ShouldHaveSingleItem();
        gap.GetProperty("start").GetDouble().ShouldBe(0);
        await EveryAnswerIsThereOnceAsync(door, id);
    }

    [Fact]
    public async Task Silence_costs_no_call_and_yields_no_words()
    {
        var token = TestContext.Current.CancellationToken;
        var file = deployment.FileNamed("silence.wav");
        await ChildTools.FfmpegAsync(["-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono", "-t", "600", file], token);
        await using var worker = await deployment.StartWorkerAsync(token);
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, token);
        var recording = await door.WaitUntilFinalAsync(id, token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
        recording.GetProperty("coverage").GetProperty("silent_seconds").GetDouble().ShouldBe(600, 0.1);
        api.Calls.ShouldBeEmpty();
        (await door.TranscriptAsync(id, token)).GetProperty("utterances").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_killed_workers_recording_is_finished_by_another_and_no_answer_is_paid_for_twice()
    {
        var token = TestContext.Current.CancellationToken;
        var file = await RecordAsync(minutes: 6, seed: 26);
        api.Latency = TimeSpan.FromMilliseconds(300);
        await using var first = await StartWorkerAsync(token);
        using var firstDoor = new DoorClient(first.BaseAddress);
        var id = await firstDoor.SubmitAsync(file, token);
        await HoldInTheMiddleAsync(firstDoor, id, token);
        await using var second = await StartWorkerAsync(token);

        await first.KillAsync(token);
        api.Release();
        var answeredBefore = await AnsweredSegmentsAsync(id, token);
        using var secondDoor = new DoorClient(second.BaseAddress);
        var recording = await secondDoor.WaitUntilFinalAsync(id, token);

        answeredBefore.ShouldNotBeEmpty();
        recording.GetProperty("status").GetString().ShouldBe("completed", recording + second.Log);
        await EveryAnswerIsThereOnceAsync(secondDoor, id);
        var resent = api.Calls.GroupBy(call => call.Wav!.Hash).Where(calls => calls.Count() > 1).ToList();
        resent.Count.ShouldBeLessThanOrEqualTo(2, "more segments were sent twice than calls were in flight");
        resent.ShouldNotContain(calls => answeredBefore.Any(text => text.Contains(calls.Key)), "an answer that was stored was paid for again");
    }

    [Fact]
    public async Task A_frozen_worker_that_wakes_beside_its_successor_writes_nothing()
    {
        var token = TestContext.Current.CancellationToken;
        var file = await RecordAsync(minutes: 6, seed: 28);
        api.Latency = TimeSpan.FromMilliseconds(300);
        await using var frozen = await StartWorkerAsync(token);
        using var frozenDoor = new DoorClient(frozen.BaseAddress);
        var id = await frozenDoor.SubmitAsync(file, token);
        await HoldInTheMiddleAsync(frozenDoor, id, token);
        await using var successor = await StartWorkerAsync(token);

        frozen.Freeze();
        api.Release();
        using var door = new DoorClient(successor.BaseAddress);
        var recording = await door.WaitUntilFinalAsync(id, token);
        var finished = (await door.TranscriptAsync(id, token)).ToString();
        frozen.Thaw();
        await Eventually.IsAsync(
            () => frozen.Log.Contains("superseded", StringComparison.Ordinal), "the frozen run gave up", token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + successor.Log);
        (await door.TranscriptAsync(id, token)).ToString().ShouldBe(finished);
        await EveryAnswerIsThereOnceAsync(door, id);
    }

    [Fact]
    public async Task An_account_in_arrears_pauses_the_recording_and_loses_nothing()
    {
        var token = TestContext.Current.CancellationToken;
        var file = await RecordAsync(minutes: 3, seed: 29);
        api.Always(SpeechFault.Error(429, "1113", "arrears"));
        await using var worker = await StartWorkerAsync(
            token, ("Journey:MaxAttempts", "1"), ("Recognition:PauseWithoutEnd", "00:00:02"));
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, token);
        await door.WaitUntilAsync(id, view => view.GetProperty("status").GetString() == "paused", TimeSpan.FromMinutes(1), token);
        api.Heal();
        var recording = await door.WaitUntilFinalAsync(id, token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
        recording.GetProperty("attempts").GetInt32().ShouldBe(0);
        await EveryAnswerIsThereOnceAsync(door, id);
    }

    [Fact]
    public async Task Being_told_to_come_again_much_later_pauses_the_recording_instead_of_losing_it()
    {
        var token = TestContext.Current.CancellationToken;
        var file = await RecordAsync(minutes: 3, seed: 30);
        api.Always(SpeechFault.Error(429, "1302", "too many", retryAfter: TimeSpan.FromHours(1)));
        await using var worker = await StartWorkerAsync(token, ("Recognition:TotalTimeout", "00:02:30"), ("Journey:MaxAttempts", "1"));
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, token);
        var recording = await door.WaitUntilAsync(
            id, view => view.GetProperty("status").GetString() != "queued" && view.GetProperty("status").GetString() != "splitting"
                && view.GetProperty("status").GetString() != "recognizing", TimeSpan.FromMinutes(1), token);

        recording.GetProperty("status").GetString().ShouldBe("paused", recording + worker.Log);
        recording.GetProperty("attempts").GetInt32().ShouldBe(0);
    }

    private Task<WorkerProcess> StartWorkerAsync(CancellationToken cancellationToken, params (string Name, string Value)[] others) =>
        deployment.StartWorkerAsync(cancellationToken, [("Recognition:Concurrency", "2"), .. others]);

    /// <summary>Returns with some answers stored and two calls that wait for theirs.</summary>
    private async Task HoldInTheMiddleAsync(DoorClient door, string id, CancellationToken cancellationToken)
    {
        await door.WaitUntilAsync(
            id,
            view => view.GetProperty("coverage").GetProperty("transcribed_seconds").GetDouble() > 0,
            TimeSpan.FromMinutes(1),
            cancellationToken);
        api.Hold();
        await api.WaitForInFlightAsync(2, cancellationToken);
        (await door.FindAsync(id, cancellationToken)).GetProperty("final").GetBoolean().ShouldBeFalse();
    }

    private async Task<string> RecordAsync(int minutes, int seed)
    {
        var file = deployment.FileNamed($"meeting-{seed}.wav");
        await SpokenRecording.WriteAsync(
            file, new() { Length = TimeSpan.FromMinutes(minutes), Seed = seed }, TestContext.Current.CancellationToken);
        return file;
    }

    /// <summary>The API's answers are hashes of the audio: each that was stored stands in the transcript exactly once, and no other.</summary>
    private async Task EveryAnswerIsThereOnceAsync(DoorClient door, string id)
    {
        var token = TestContext.Current.CancellationToken;
        var transcript = await door.TranscriptAsync(id, token);
        var words = transcript.GetProperty("utterances").EnumerateArray().Select(utterance => utterance.GetProperty("text").GetString()!).ToList();
        var stored = await AnsweredSegmentsAsync(id, token);
        stored.ShouldNotBeEmpty();
        string.Join(' ', words).ShouldBe(string.Join(' ', stored));
        stored.ShouldBeUnique();
        var covered = transcript.GetProperty("coverage");
        covered.GetProperty("total_seconds").GetDecimal().ShouldBe(transcript.GetProperty("decoded_seconds").GetDecimal(), covered.ToString());
    }

    private async Task<IReadOnlyList<string>> AnsweredSegmentsAsync(string id, CancellationToken cancellationToken)
    {
        await using var connections = NpgsqlDataSource.Create(deployment.ConnectionString);
        await using var command = connections.CreateCommand(
            "select answer ->> 'text' from segments where recording_id = $1 and state = 'transcribed' order by start_sample");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(id) });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var answers = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            answers.Add(reader.GetString(0));
        return answers;
    }
}
