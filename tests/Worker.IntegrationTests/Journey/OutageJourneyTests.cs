using Longhand.Faults;
using Longhand.Recordings;
using Longhand.Support;
using Npgsql;

namespace Longhand.IntegrationTests.Journey;

/// <summary>Recordings whose database goes away, or whose disk is full.</summary>
public sealed class OutageJourneyTests : IAsyncLifetime
{
    private const int Calls = 2;

    // Its own, because it is stopped.
    private readonly PostgresCluster cluster = new();
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
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Answers_that_come_while_the_database_is_away_are_stored_when_it_is_back()
    {
        await using var worker = await StartAsync();
        using var door = new DoorClient(worker.BaseAddress);
        var id = await door.SubmitAsync(await RecordAsync(seed: 71), "?max_segment=5", Token);
        await api.WaitForCallsAsync(4, Token);
        api.Hold();
        await api.WaitForInFlightAsync(Calls, Token);

        await cluster.StopAsync(immediately: true, Token);
        api.Release();
        await Eventually.IsAsync(
            () => worker.Log.Split("can't be stored and is kept").Length > Calls, "the answers are kept", Token);
        await cluster.StartAsync(Token);
        var recording = await door.WaitUntilFinalAsync(id, Token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
        (await deployment.SpentAttemptsAsync(Token)).ShouldBe(0);
        api.Calls.Select(call => call.Wav!.Hash).ShouldBeUnique(worker.Log);
    }

    [Fact]
    public async Task Answers_that_were_kept_too_long_are_asked_for_again()
    {
        await using var worker = await StartAsync(("Journey:KeepAnswers", "00:00:00"));
        using var door = new DoorClient(worker.BaseAddress);
        var id = await door.SubmitAsync(await RecordAsync(seed: 72), "?max_segment=5", Token);
        await api.WaitForCallsAsync(4, Token);
        api.Hold();
        await api.WaitForInFlightAsync(Calls, Token);

        await cluster.StopAsync(immediately: true, Token);
        api.Release();
        await api.WaitForInFlightAsync(0, Token);
        await Eventually.IsAsync(
            () => worker.Log.Contains("it is run again later", StringComparison.Ordinal), "the run has failed", Token);
        await cluster.StartAsync(Token);
        var recording = await door.WaitUntilFinalAsync(id, Token);

        recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
        (await deployment.SpentAttemptsAsync(Token)).ShouldBe(0);
        api.Calls.GroupBy(call => call.Wav!.Hash).Count(calls => calls.Count() > 1).ShouldBeGreaterThanOrEqualTo(Calls);
    }

    [Fact]
    public async Task A_run_that_failed_of_an_outage_counts_neither_as_a_failed_attempt_nor_as_a_crash()
    {
        // As it stores its first segment, so that no answer makes up for its start.
        var freeze = new StepFault(StepDeed.Freeze, Steps.Cut);
        await using var worker = await StartAsync(
            [("Jobs:FirstRetryDelay", "00:05:00"), .. freeze.Environment.Select(variable => (variable.Key, variable.Value!))]);
        using var door = new DoorClient(worker.BaseAddress);
        await door.SubmitAsync(await RecordAsync(seed: 74), Token);
        await Eventually.IsAsync(() => worker.IsFrozen, "it freezes", Token);
        (await StandingAsync()).ShouldBe(("splitting", 1, 0, ""));

        await cluster.StopAsync(immediately: true, Token);
        worker.Thaw();
        await Eventually.IsAsync(() => worker.LinesWith("can't be written down") > 0, "the run has failed", Token);
        await cluster.StartAsync(Token);
        await Eventually.IsAsync(() => worker.LinesWith("it is run again later") > 0, "that is written down", Token);

        var (status, starts, attempts, error) = await StandingAsync();
        (status, starts, attempts).ShouldBe(("queued", 0, 0), worker.Log);
        error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_worker_that_is_stopped_while_the_database_is_away_hands_back_when_it_is_there_again()
    {
        await using var worker = await StartAsync(("Journey:Grace", "00:00:00"));
        using var door = new DoorClient(worker.BaseAddress);
        api.Hold();
        await door.SubmitAsync(await RecordAsync(seed: 75), Token);
        await api.WaitForInFlightAsync(Calls, Token);

        await cluster.StopAsync(immediately: true, Token);
        var stopped = worker.StopAsync(Token);
        await Eventually.IsAsync(() => worker.LinesWith("can't be written down") > 0, "the run is stopped", Token);
        await cluster.StartAsync(Token);

        (await stopped).ShouldBe(0, worker.Log);
        (await StandingAsync()).ShouldBe(("queued", 0, 0, ""), worker.Log);
    }

    [Fact]
    public async Task A_recording_whose_segments_find_no_room_waits_until_there_is_some()
    {
        var disk = Directory.CreateTempSubdirectory("longhand-small-disk-");
        if (await RunAsync("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.FullName) is { Length: > 0 } refusal)
            Assert.Skip($"No small disk can be made here: {refusal}");
        try
        {
            await using var worker = await StartAsync(("Storage:WorkFolder", Path.Combine(disk.FullName, "work")));
            using var door = new DoorClient(worker.BaseAddress);
            var filler = Path.Combine(disk.FullName, "filler");
            Fill(filler);

            var id = await door.SubmitAsync(await RecordAsync(seed: 73), Token);
            var waiting = await door.WaitUntilAsync(
                id,
                view => view.GetProperty("error").GetString() is { } error && error.Contains("Free space", StringComparison.Ordinal),
                TimeSpan.FromMinutes(1),
                Token);
            File.Delete(filler);
            var recording = await door.WaitUntilFinalAsync(id, Token);

            waiting.GetProperty("final").GetBoolean().ShouldBeFalse();
            recording.GetProperty("status").GetString().ShouldBe("completed", recording + worker.Log);
            (await deployment.SpentAttemptsAsync(Token)).ShouldBe(0);
            api.Calls.Select(call => call.Wav!.Hash).ShouldBeUnique();
            api.Calls.ShouldAllBe(call => call.Wav!.Duration == call.Wav.DurationByHeader);
        }
        finally
        {
            await RunAsync("umount", disk.FullName);
            disk.Delete(recursive: true);
        }
    }

    private async Task<(string Status, int Starts, int Attempts, string Error)> StandingAsync()
    {
        await using var database = NpgsqlDataSource.Create(deployment.ConnectionString);
        await using var command = database.CreateCommand("select status, starts, attempts, coalesce(error, '') from recordings");
        await using var row = await command.ExecuteReaderAsync(Token);
        (await row.ReadAsync(Token)).ShouldBeTrue();
        return (row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetString(3));
    }

    private static void Fill(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        var block = new byte[4096];
        try
        {
            for (var offset = 0L; ; offset += block.Length)
                RandomAccess.Write(file, block, offset);
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    /// <returns>What it complained of; empty where it succeeded.</returns>
    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        await using var process = await ChildProcess.StartAsync(new ChildProcessCommand(program, arguments), Token);
        return await process.WaitForExitAsync(TimeSpan.FromSeconds(30), Token) == 0 ? "" : process.Describe();
    }

    private Task<WorkerProcess> StartAsync(params (string Name, string Value)[] others)
    {
        api.Latency = TimeSpan.FromMilliseconds(200);
        return deployment.StartWorkerAsync(Token, [("Recognition:Concurrency", $"{Calls}"), .. others]);
    }

    private async Task<string> RecordAsync(int seed)
    {
        var file = deployment.FileNamed($"meeting-{seed}.wav");
        await SpokenRecording.WriteAsync(file, new() { Length = TimeSpan.FromMinutes(2), Seed = seed }, Token);
        return file;
    }
}
