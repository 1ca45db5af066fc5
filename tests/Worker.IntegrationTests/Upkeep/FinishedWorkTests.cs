using System.Globalization;
using Longhand.IntegrationTests.Journey;
using Longhand.Support;
using Longhand.Support.Faults;
using Npgsql;

namespace Longhand.IntegrationTests.Upkeep;

/// <summary>No recording leaves anything in the queue behind, and none is ever without a job.</summary>
public sealed class FinishedWorkTests(PostgresCluster cluster) : IAsyncLifetime
{
    private FaultInjectingSpeechApi api = null!;
    private Deployment deployment = null!;
    private NpgsqlDataSource database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        api = await FaultInjectingSpeechApi.StartAsync(Token);
        deployment = await Deployment.CreateAsync(cluster, api.BaseAddress, Token);
        database = NpgsqlDataSource.Create(deployment.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        await api.DisposeAsync();
        await deployment.DisposeAsync();
    }

    [Fact]
    public async Task Recordings_that_ended_leave_nothing_in_the_queue()
    {
        await using var worker = await deployment.StartWorkerAsync(Token, ("Recognition:Concurrency", "1"));
        using var door = new DoorClient(worker.BaseAddress);
        var ended = new List<string>();
        foreach (var fault in (SpeechFault?[])[null, SpeechFault.Error(400, "1301", "sensitive"), SpeechFault.Error(401, "1002", "key")])
        {
            api.Heal();
            if (fault is not null)
                api.Always(fault);
            var id = await door.SubmitAsync(await RecordAsync(seed: 60 + ended.Count), Token);
            ended.Add((await door.WaitUntilFinalAsync(id, Token)).GetProperty("status").GetString()!);
        }

        ended[0].ShouldBe("completed", worker.Log);
        ended[1..].ShouldAllBe(status => status == "failed");
        await UntilQueueIsEmptyAsync();
    }

    [Fact]
    public async Task A_worker_killed_between_its_recordings_end_and_its_jobs_leaves_nothing_in_the_queue()
    {
        await using var killed = await deployment.StartWorkerAsync(Token);
        using var door = new DoorClient(killed.BaseAddress);
        api.Hold();
        var id = await door.SubmitAsync(await RecordAsync(seed: 63), Token);
        await api.WaitForInFlightAsync(1, Token);
        // The row as the closing transaction leaves it, while the job is still in work.
        await ExecuteAsync($"update recordings set status = 'cancelled', finished_at = now() where id = '{id}'");
        await killed.KillAsync(Token);
        api.Release();
        (await QueueRowsAsync()).ShouldBeGreaterThan(0);
        var calls = api.Calls.Count;
        await using var other = await deployment.StartWorkerAsync(Token);

        await UntilQueueIsEmptyAsync();

        using var otherDoor = new DoorClient(other.BaseAddress);
        (await otherDoor.FindAsync(id, Token)).GetProperty("status").GetString().ShouldBe("cancelled");
        (await CountAsync($"select run from recordings where id = '{id}'")).ShouldBe(1);
        api.Calls.Count.ShouldBe(calls);
    }

    [Fact]
    public async Task A_recording_whose_job_is_lost_is_transcribed_all_the_same()
    {
        await using var worker = await deployment.StartWorkerAsync(
            Token, ("Jobs:ConcurrentRecordings", "1"), ("Upkeep:LostJobPatience", "00:00:01"));
        using var door = new DoorClient(worker.BaseAddress);
        api.Hold();
        var running = await door.SubmitAsync(await RecordAsync(seed: 64), Token);
        await api.WaitForInFlightAsync(1, Token);
        var lost = await door.SubmitAsync(await RecordAsync(seed: 65), Token);
        await ExecuteAsync(
            $"""
            delete from queue.qrtz_simple_triggers where trigger_name = '{lost}';
            delete from queue.qrtz_triggers where job_name = '{lost}';
            delete from queue.qrtz_job_details where job_name = '{lost}'
            """);
        api.Release();

        (await door.WaitUntilFinalAsync(lost, Token)).GetProperty("status").GetString().ShouldBe("completed", worker.Log);

        (await door.WaitUntilFinalAsync(running, Token)).GetProperty("status").GetString().ShouldBe("completed");
        worker.Log.ShouldContain($"{lost} was open and had no job");
        worker.Log.ShouldNotContain($"{running} was open and had no job");
    }

    private Task UntilQueueIsEmptyAsync() => Eventually.IsAsync(
        async () => await QueueRowsAsync() == 0, "the queue holds nothing of recordings that ended", Token);

    /// <summary>Rows of every table of the engine that tells of jobs or of what starts them.</summary>
    private async Task<long> QueueRowsAsync()
    {
        var tables = new List<string>();
        await using (var find = database.CreateCommand(
            """
            select distinct table_name from information_schema.columns
            where table_schema = 'queue' and column_name in ('job_name', 'trigger_name')
            """))
        await using (var reader = await find.ExecuteReaderAsync(Token))
            while (await reader.ReadAsync(Token))
                tables.Add(reader.GetString(0));
        tables.Count.ShouldBeGreaterThan(3);
        return await CountAsync(
            "select " + string.Join(" + ", tables.Select(table => $"(select count(*) from queue.{table})")));
    }

    private async Task<long> CountAsync(string question)
    {
        await using var command = database.CreateCommand(question);
        return Convert.ToInt64(await command.ExecuteScalarAsync(Token), CultureInfo.InvariantCulture);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    private async Task<string> RecordAsync(int seed)
    {
        var file = deployment.FileNamed($"meeting-{seed}.wav");
        await SpokenRecording.WriteAsync(file, new() { Length = TimeSpan.FromSeconds(20), Seed = seed }, Token);
        return file;
    }
}
