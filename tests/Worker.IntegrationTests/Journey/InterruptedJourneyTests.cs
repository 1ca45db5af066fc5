using Longhand.Faults;
using Longhand.IntegrationTests.Api;
using Longhand.Recordings;
using Longhand.Support;
using Npgsql;

namespace Longhand.IntegrationTests.Journey;

/// <summary>Recordings whose worker is stopped, or killed by the recording itself.</summary>
public sealed class InterruptedJourneyTests(PostgresCluster cluster) : IAsyncLifetime
{
    private const int Calls = 2;
    private const int MaxStarts = 3;
    private const string Running = "queue.qrtz_fired_triggers where state = 'EXECUTING'";

    private FaultInjectingSpeechApi api = null!;
    private Deployment deployment = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        api = await FaultInjectingSpeechApi.StartAsync(Token);
        deployment = await Deployment.CreateAsync(cluster, api.BaseAddress, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await deployment.DisposeAsync();
    }

    [Fact]
    public async Task Calls_in_flight_when_a_worker_is_told_to_stop_may_end_and_are_not_made_again()
    {
        await using var first = await StartAsync();
        using var door = new DoorClient(first.BaseAddress);
        var id = await HoldInTheMiddleAsync(door);
        await using var second = await StartAsync();
        using var other = new DoorClient(second.BaseAddress);

        var stopped = first.StopAsync(Token);
        await IsStoppingAsync(first);
        api.InFlight.ShouldBe(Calls);
        api.Release();
        (await stopped).ShouldBe(0);
        var stoppedAt = DateTimeOffset.UtcNow;
        await other.WaitUntilAsync(
            id, view => view.GetProperty("status").GetString() != "queued", TimeSpan.FromMinutes(1), Token);
        var takenOver = DateTimeOffset.UtcNow - stoppedAt;
        var recording = await other.WaitUntilFinalAsync(id, Token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + second.Log);
        (await deployment.SpentAttemptsAsync(Token)).ShouldBe(0);
        api.Calls.Select(call => call.Wav!.Hash).ShouldBeUnique();
        // Sooner than a worker that died is missed.
        takenOver.ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Calls_that_outlast_the_grace_are_given_up_and_made_by_another()
    {
        await using var first = await StartAsync(("Journey:Grace", "00:00:01"));
        using var door = new DoorClient(first.BaseAddress);
        var id = await HoldInTheMiddleAsync(door);
        await using var second = await StartAsync();
        using var other = new DoorClient(second.BaseAddress);

        (await first.StopAsync(Token)).ShouldBe(0);
        await api.WaitForInFlightAsync(Calls, Token);
        api.Release();
        var recording = await other.WaitUntilFinalAsync(id, Token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + second.Log);
        (await deployment.SpentAttemptsAsync(Token)).ShouldBe(0);
        api.Calls.GroupBy(call => call.Wav!.Hash).Count(calls => calls.Count() > 1).ShouldBe(Calls);
    }

    [Fact]
    public async Task A_cancel_ends_the_calls_of_a_worker_that_is_stopping_too()
    {
        await using var first = await StartAsync(("Journey:Grace", "00:01:00"));
        using var door = new DoorClient(first.BaseAddress);
        var id = await HoldInTheMiddleAsync(door);
        await using var second = await StartAsync();
        using var other = new DoorClient(second.BaseAddress);
        var stopped = first.StopAsync(Token);
        await IsStoppingAsync(first);
        api.InFlight.ShouldBe(Calls);

        var told = DateTimeOffset.UtcNow;
        await other.CommandAsync(id, "cancel", Token);
        await api.WaitForInFlightAsync(0, Token);
        var took = DateTimeOffset.UtcNow - told;

        took.ShouldBeLessThan(TimeSpan.FromSeconds(2), first.Log);
        (await stopped).ShouldBe(0, first.Log);
        (await other.FindAsync(id, Token)).GetProperty("status").GetString().ShouldBe("cancelled");
        Directory.EnumerateFiles(deployment.WorkFolder, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_that_does_not_end_does_not_keep_a_stopping_worker_from_handing_over()
    {
        await using var first = await StartAsync(("Journey:Grace", "00:00:01"));
        using var door = new DoorClient(first.BaseAddress);
        var id = await HoldInTheMiddleAsync(door);
        await using var second = await StartAsync();
        using var other = new DoorClient(second.BaseAddress);
        using var upload = new RawRequest();
        await upload.SendAsync(
            first.BaseAddress,
            "POST /v1/recordings?name=endless.wav HTTP/1.1\r\nHost: localhost\r\nContent-Type: audio/wav\r\n"
            + "Content-Length: 1000000\r\n\r\nRIFF");
        await Eventually.IsAsync(
            () => Directory.EnumerateFiles(deployment.AudioFolder, "*.part").Any(), "the upload has begun", Token);

        api.Release();
        var stopped = first.StopAsync(Token);
        await IsStoppingAsync(first);
        var stoppingAt = DateTimeOffset.UtcNow;
        (await stopped).ShouldBe(0, first.Log);
        var took = DateTimeOffset.UtcNow - stoppingAt;
        var recording = await other.WaitUntilFinalAsync(id, Token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + second.Log);
        // Kestrel would wait for half a minute.
        took.ShouldBeLessThan(TimeSpan.FromSeconds(10), first.Log);
        (await upload.AnswerAsync()).ShouldStartWith("HTTP/1.1 503");
    }

    [Fact]
    public async Task All_recordings_of_a_worker_that_died_are_taken_over_at_once_however_long_the_API_takes()
    {
        await using var first = await StartAsync();
        using var door = new DoorClient(first.BaseAddress);
        api.Hold();
        var one = await door.SubmitAsync(await RecordAsync(minutes: 2, seed: 65), Token);
        var two = await door.SubmitAsync(await RecordAsync(minutes: 2, seed: 66), Token);
        await Eventually.IsAsync(async () => await RunsAsync(atLeast: 1) == 2, "both have begun", Token);

        await first.KillAsync(Token);
        await using var second = await StartAsync();
        // The API answers nobody: whoever waited for an answer of the other would wait for ever.
        await Eventually.IsAsync(async () => await RunsAsync(atLeast: 2) == 2, "both have begun again", Token);
        api.Release();

        using var other = new DoorClient(second.BaseAddress);
        foreach (var id in new[] { one, two })
            (await other.WaitUntilFinalAsync(id, Token)).GetProperty("status").GetString().ShouldBe("completed", second.Log);
    }

    [Theory]
    [InlineData(Steps.Run)]
    [InlineData(Steps.Take)]
    public async Task A_worker_that_froze_before_its_run_began_leaves_the_recording_to_its_successor(string step)
    {
        await using var queue = await WorkerSite.StartAsync(cluster);
        using var taking = new DoorClient(queue.Address);
        var id = await taking.SubmitAsync(await RecordAsync(minutes: 2, seed: 67), Token);
        var freeze = new StepFault(StepDeed.Freeze, step);
        await using var frozen = await deployment.BeginWorkerAsync(Token, OnQueue(queue, freeze));
        await Eventually.IsAsync(() => frozen.IsFrozen, "it freezes", Token);
        api.Hold();
        await using var successor = await deployment.StartWorkerAsync(Token, OnQueue(queue));
        await api.WaitForInFlightAsync(Calls, Token);

        frozen.Thaw();
        await Eventually.IsAsync(
            () => frozen.Log.Contains("Nothing to run", StringComparison.Ordinal), "it finds out", Token);
        api.Release();
        var recording = await taking.WaitUntilFinalAsync(id, Token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + successor.Log);
        api.Calls.Select(call => call.Wav!.Hash).ShouldBeUnique(frozen.Log);
    }

    [Fact]
    public async Task A_worker_that_froze_while_a_suspect_waited_for_its_turn_takes_it_from_nobody()
    {
        await using var queue = await WorkerSite.StartAsync(cluster);
        using var taking = new DoorClient(queue.Address);
        api.Hold();
        // Has no place free, so that what it takes over waits.
        await using var other = await deployment.StartWorkerAsync(Token, [("Jobs:ConcurrentRecordings", "1"), .. OnQueue(queue)]);
        var before = await taking.SubmitAsync(await RecordAsync(minutes: 1, seed: 68), Token);
        await Eventually.IsAsync(async () => await CountAsync("recordings where run = 1") == 1, "it runs one", Token);
        foreach (var seed in new[] { 69, 70 })
            await taking.SubmitAsync(await RecordAsync(minutes: 1, seed), Token);
        await queue.Database.ExecuteAsync("update recordings set starts = 2 where run = 0", Token);
        await using var frozen = await deployment.StartWorkerAsync(Token, OnQueue(queue));
        await Eventually.IsAsync(
            async () => await CountAsync("recordings where run = 1") == 2 && await CountAsync(Running) == 3,
            "a suspect runs and another waits for its turn",
            Token);
        var (first, second) = (await IdAsync($"run = 1 and id <> '{before}'"), await IdAsync("run = 0"));

        frozen.Freeze();
        await Eventually.IsAsync(async () => await CountAsync(Running) == 1, "its jobs are taken over", Token);
        await taking.CommandAsync(first, "cancel", Token);
        frozen.Thaw();
        await Eventually.IsAsync(
            () => frozen.LinesWith($"Nothing to run of {second}") > 0, "the turn comes and finds out", Token);
        api.Release();

        (await taking.WaitUntilFinalAsync(second, Token)).GetProperty("status").GetString().ShouldBe("completed", frozen.Log);
        (await CountAsync($"recordings where id = '{second}' and run = 1")).ShouldBe(1, frozen.Log);

        async Task<long> CountAsync(string what) => (long)(await ScalarAsync($"select count(*) from {what}"))!;

        async Task<string> IdAsync(string where) => (string)(await ScalarAsync($"select id::text from recordings where {where}"))!;

        async Task<object?> ScalarAsync(string sql)
        {
            await using var command = queue.Database.Connections.CreateCommand(sql);
            return await command.ExecuteScalarAsync(Token);
        }
    }

    [Fact]
    public async Task A_recording_that_kills_its_process_is_set_aside_and_takes_none_with_it_that_ran_beside_it()
    {
        // Takes in and runs nothing, so that what kills is known before it does.
        await using var queue = await WorkerSite.StartAsync(cluster);
        using var taking = new DoorClient(queue.Address);
        var killer = await taking.SubmitAsync(await RecordAsync(minutes: 1, seed: 63), Token);
        var beside = await taking.SubmitAsync(await RecordAsync(minutes: 2, seed: 64), "?max_segment=5", Token);
        // As soon as it begins, so that nobody beside it gets anything done.
        var fault = new StepFault(StepDeed.Kill, Steps.Probe, Recording: killer);

        var crashes = 0;
        await using var last = await CrashAsync(queue, fault, () => crashes++);
        using var door = new DoorClient(last.BaseAddress);
        var setAside = await door.WaitUntilFinalAsync(killer, Token);
        var innocent = await door.WaitUntilFinalAsync(beside, Token);

        crashes.ShouldBe(MaxStarts);
        setAside.GetProperty("status").GetString().ShouldBe("failed", setAside + last.Log);
        setAside.GetProperty("error").GetString()!.ShouldContain($"ended {MaxStarts} times without a word");
        setAside.GetProperty("attempts").GetInt32().ShouldBe(0);
        innocent.GetProperty("status").GetString().ShouldBe("completed", innocent + last.Log);
    }

    [Fact]
    public async Task Stored_cuts_win_over_a_shorter_limit_and_another_detector()
    {
        var file = await RecordAsync(minutes: 6, seed: 62);
        await using var first = await StartAsync();
        using var door = new DoorClient(first.BaseAddress);
        var id = await HoldInTheMiddleAsync(door, file);
        var before = await SegmentsAsync(door, id);
        await first.KillAsync(Token);
        var made = api.Calls.Count;
        api.Release();

        await using var second = await StartAsync(
            ("Recognition:Profiles:glm-asr:LongestSegment", "00:00:30"), ("Splitting:Detector", "Silero"));
        using var other = new DoorClient(second.BaseAddress);
        var recording = await other.WaitUntilFinalAsync(id, Token);
        var after = await SegmentsAsync(other, id);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + second.Log);
        before.ShouldContain(segment => segment.Length > TimeSpan.FromSeconds(31), "there is nothing longer to be sent");
        api.Calls.Skip(made).ShouldAllBe(call => call.Wav!.Duration <= TimeSpan.FromSeconds(30));
        // Each old boundary is still one: what was too long is tiled by what replaced it.
        before.Select(segment => segment.End).Except(after.Select(segment => segment.End)).ShouldBeEmpty();
        before.Where(segment => segment.State == "transcribed").Except(after).ShouldBeEmpty();
    }

    /// <summary>How many recordings have begun so often.</summary>
    private async Task<int> RunsAsync(int atLeast)
    {
        await using var database = NpgsqlDataSource.Create(deployment.ConnectionString);
        await using var command = database.CreateCommand("select count(*)::int from recordings where run >= $1");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = atLeast });
        return (int)(await command.ExecuteScalarAsync(Token))!;
    }

    private Task<WorkerProcess> StartAsync(params (string Name, string Value)[] others) =>
        deployment.StartWorkerAsync(Token, [("Recognition:Concurrency", $"{Calls}"), .. others]);

    /// <summary>Returns with some answers stored and two calls that wait for theirs.</summary>
    private async Task<string> HoldInTheMiddleAsync(DoorClient door, string? file = null)
    {
        api.Latency = TimeSpan.FromMilliseconds(200);
        var id = await door.SubmitAsync(file ?? await RecordAsync(minutes: 6, seed: 61), Token);
        await door.WaitUntilAsync(
            id,
            view => view.GetProperty("coverage").GetProperty("transcribed_seconds").GetDouble() > 0,
            TimeSpan.FromMinutes(1),
            Token);
        api.Hold();
        await api.WaitForInFlightAsync(Calls, Token);
        (await door.FindAsync(id, Token)).GetProperty("final").GetBoolean().ShouldBeFalse();
        return id;
    }

    private async Task<string> RecordAsync(int minutes, int seed)
    {
        var file = deployment.FileNamed($"meeting-{seed}.wav");
        await SpokenRecording.WriteAsync(file, new() { Length = TimeSpan.FromMinutes(minutes), Seed = seed }, Token);
        return file;
    }

    /// <summary>Starts workers one after the other until one stays alive, and returns that.</summary>
    private async Task<WorkerProcess> CrashAsync(WorkerSite queue, StepFault fault, Action crashed)
    {
        while (true)
        {
            var worker = await deployment.BeginWorkerAsync(
                Token, [("Journey:MaxStarts", $"{MaxStarts}"), .. OnQueue(queue, fault)]);
            await Eventually.IsAsync(
                () => worker.HasExited || worker.Log.Contains("was set aside", StringComparison.Ordinal),
                "it dies, or sets its killer aside",
                Token);
            if (!worker.HasExited)
                return worker;
            crashed();
            await worker.DisposeAsync();
        }
    }

    private static (string Name, string Value)[] OnQueue(WorkerSite queue, StepFault? fault = null) =>
    [
        ("Recognition:Concurrency", $"{Calls}"),
        ("Storage:ConnectionString", queue.Database.ConnectionString),
        ("Storage:AudioFolder", Path.Combine(queue.Folder, "audio")),
        .. fault?.Environment.Select(variable => (variable.Key, variable.Value!)) ?? [],
    ];

    private static Task IsStoppingAsync(WorkerProcess worker) => Eventually.IsAsync(
        () => worker.Log.Contains("shutting down", StringComparison.Ordinal), "the worker begins to stop", Token);

    private static async Task<IReadOnlyList<(TimeSpan Start, TimeSpan End, TimeSpan Length, string State)>> SegmentsAsync(
        DoorClient door, string id)
    {
        var page = await door.GetAsync($"v1/recordings/{id}/segments?limit=200", Token);
        return [.. page.GetProperty("segments").EnumerateArray().Select(segment =>
        {
            var (start, end) = (segment.GetProperty("start").GetDouble(), segment.GetProperty("end").GetDouble());
            return (
                TimeSpan.FromSeconds(start),
                TimeSpan.FromSeconds(end),
                TimeSpan.FromSeconds(end - start),
                segment.GetProperty("state").GetString()!);
        })];
    }
}
