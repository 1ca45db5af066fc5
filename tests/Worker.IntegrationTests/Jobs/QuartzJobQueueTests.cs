using Longhand.Recordings;
using Longhand.Support;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Longhand.IntegrationTests.Jobs;

public sealed class QuartzJobQueueTests(PostgresCluster cluster) : IAsyncLifetime
{
    /// <summary>No poll and no check-in comes within a test's deadline: what happens in time was told.</summary>
    private static readonly Dictionary<string, string?> Patient = new()
    {
        ["Jobs:FallbackPoll"] = "00:02:00",
        ["Jobs:CheckinInterval"] = "00:02:00",
        ["Jobs:CheckinMisfireThreshold"] = "00:04:00",
    };

    private static readonly Dictionary<string, string?> Impatient = new()
    {
        ["Jobs:FirstRetryDelay"] = "00:00:00.2",
        ["Jobs:MaxRetryDelay"] = "00:00:00.5",
    };

    private static readonly Dictionary<string, string?> OneAtATime = new() { ["Jobs:ConcurrentRecordings"] = "1" };

    private string connection = "";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => connection = await cluster.CreateDatabaseAsync(Cancelled);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Row_and_job_appear_together_or_not_at_all()
    {
        var work = ObservedWork.ThatReturns();
        await using var worker = await QueueHost.StartAsync(connection, work.Work);
        await ExecuteAsync("create table rows (id uuid)");
        var (lost, kept) = (RecordingId.New(TimeProvider.System), RecordingId.New(TimeProvider.System));

        await InsertAndEnqueueAsync(worker, lost, commit: false);
        await InsertAndEnqueueAsync(worker, kept, commit: true);

        (await work.NextAsync()).Id.ShouldBe(kept);
        await worker.UntilEmptyAsync();
        work.Pending.ShouldBe(0);
        (await ScalarAsync("select array_agg(id::text) from rows")).ShouldBe(new[] { kept.ToString() });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_idle_worker_starts_at_once_wherever_the_recording_came_in(bool inTheSameProcess)
    {
        var work = ObservedWork.ThatReturns();
        await using var worker = await QueueHost.StartAsync(connection, work.Work, Patient);
        await using var door = await QueueHost.StartAsync(connection, work: null, Patient);

        var id = await (inTheSameProcess ? worker : door).EnqueueAsync();

        (await work.NextAsync()).Id.ShouldBe(id);
    }

    [Fact]
    public async Task A_failed_run_is_followed_by_others_until_one_returns()
    {
        var work = ObservedWork.ThatThrows(times: 3, () => new IOException("The disk is full."));
        await using var worker = await QueueHost.StartAsync(connection, work.Work, Impatient);

        var id = await worker.EnqueueAsync();

        for (var run = 0; run < 4; run++)
            (await work.NextAsync()).Id.ShouldBe(id);
        await worker.UntilEmptyAsync();
        work.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task The_waits_between_failed_runs_grow_up_to_their_limit()
    {
        var work = ObservedWork.ThatThrows(times: 4, () => new IOException("The disk is full."));
        await using var worker = await QueueHost.StartAsync(connection, work.Work, new()
        {
            ["Jobs:FirstRetryDelay"] = "00:00:00.5",
            ["Jobs:RetryFactor"] = "2",
            ["Jobs:MaxRetryDelay"] = "00:00:02",
        });

        await worker.EnqueueAsync();

        var starts = new List<DateTimeOffset>();
        for (var run = 0; run < 5; run++)
            starts.Add((await work.NextAsync()).StartedAt);
        var waits = starts.Zip(starts.Skip(1), (earlier, later) => (later - earlier).TotalSeconds).ToArray();
        foreach (var (wait, least) in waits.Zip([0.4, 0.8, 1.6, 1.6]))
            wait.ShouldBeGreaterThanOrEqualTo(least);
    }

    [Fact]
    public async Task An_urgent_recording_that_waits_for_its_next_run_holds_nobody_up()
    {
        var urgent = RecordingId.New(TimeProvider.System);
        var work = new ObservedWork((id, _, _) => id == urgent ? throw new IOException("The disk is full.") : Task.CompletedTask);
        await using var worker = await QueueHost.StartAsync(
            connection, work.Work, new(OneAtATime) { ["Jobs:FirstRetryDelay"] = "00:00:04" });
        await worker.EnqueueAsync(urgent, priority: 9);
        await (await work.NextAsync()).EndAsync();
        await Eventually.IsAsync(
            async () => await worker.OverviewAsync() is { Waiting: 1, Running: 0 },
            "the urgent one waits for its next run",
            Cancelled);

        var other = await worker.EnqueueAsync();

        (await work.NextAsync()).Id.ShouldBe(other);
    }

    [Fact]
    public async Task A_timeout_inside_the_work_is_a_failure_and_not_a_cancel()
    {
        var work = ObservedWork.ThatThrows(times: 1, () => new TaskCanceledException("The request timed out."));
        await using var worker = await QueueHost.StartAsync(connection, work.Work, Impatient);

        var id = await worker.EnqueueAsync();

        (await work.NextAsync()).Id.ShouldBe(id);
        (await work.NextAsync()).Id.ShouldBe(id);
    }

    [Fact]
    public async Task A_recording_that_waits_is_cancelled_without_a_run()
    {
        await using var door = await QueueHost.StartAsync(connection, work: null);
        var id = await door.EnqueueAsync();

        (await door.CancelAsync(id)).ShouldBeTrue();
        (await door.CancelAsync(id)).ShouldBeFalse();

        (await door.OverviewAsync()).Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_recording_between_two_runs_is_cancelled_too()
    {
        var work = ObservedWork.ThatThrows(times: 1, () => new IOException("The disk is full."));
        await using var worker = await QueueHost.StartAsync(connection, work.Work, new() { ["Jobs:FirstRetryDelay"] = "00:05:00" });
        var id = await worker.EnqueueAsync();
        await (await work.NextAsync()).EndAsync();
        await Eventually.IsAsync(
            async () => await worker.OverviewAsync() is { Waiting: 1, Running: 0 },
            "the job waits for its next run",
            Cancelled);

        (await worker.CancelAsync(id)).ShouldBeTrue();

        (await worker.OverviewAsync()).Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_recording_that_runs_elsewhere_is_stopped_at_once_and_for_good()
    {
        var work = ObservedWork.ThatWaits();
        await using var worker = await QueueHost.StartAsync(connection, work.Work, Patient);
        await using var door = await QueueHost.StartAsync(connection, work: null, Patient);
        var id = await door.EnqueueAsync();
        var run = await work.NextAsync();

        (await door.CancelAsync(id)).ShouldBeTrue();

        (await run.EndAsync()).ShouldBeAssignableTo<OperationCanceledException>();
        await door.UntilEmptyAsync();
        work.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task Cancelling_while_jobs_start_leaves_none_that_runs_unseen()
    {
        var work = ObservedWork.ThatWaits();
        await using var worker = await QueueHost.StartAsync(connection, work.Work, new() { ["Jobs:ConcurrentRecordings"] = "8" });
        await using var door = await QueueHost.StartAsync(connection, work: null);

        for (var recording = 0; recording < 40; recording++)
            (await door.CancelAsync(await door.EnqueueAsync())).ShouldBeTrue();

        await door.UntilEmptyAsync();
        while (work.Pending > 0)
            (await (await work.NextAsync()).EndAsync()).ShouldBeAssignableTo<OperationCanceledException>();
    }

    [Fact]
    public async Task A_recording_enqueued_again_while_it_runs_is_run_once_more_afterwards()
    {
        var release = new SemaphoreSlim(0);
        var (running, atMost) = (0, 0);
        var work = new ObservedWork(async (_, _, cancellationToken) =>
        {
            atMost = Math.Max(atMost, Interlocked.Increment(ref running));
            await release.WaitAsync(cancellationToken);
            Interlocked.Decrement(ref running);
        });
        await using var worker = await QueueHost.StartAsync(connection, work.Work, Patient);
        await using var idle = await QueueHost.StartAsync(connection, work.Work, Patient);
        var id = await worker.EnqueueAsync();
        await work.NextAsync();

        await worker.EnqueueAsync(id);
        release.Release(2);

        (await work.NextAsync()).Id.ShouldBe(id);
        await worker.UntilEmptyAsync();
        atMost.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_recording_interrupted_by_shutdown_runs_at_once_on_another_node(bool breaksWhileItStops)
    {
        var interrupted = new ObservedWork(async (_, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw breaksWhileItStops ? new IOException("ffmpeg was killed.") : new OperationCanceledException(cancellationToken);
        });
        var resumed = ObservedWork.ThatReturns();
        await using var leaving = await QueueHost.StartAsync(connection, interrupted.Work, Patient);
        var id = await leaving.EnqueueAsync();
        await interrupted.NextAsync();
        await using var staying = await QueueHost.StartAsync(connection, resumed.Work, Patient);

        await leaving.StopAsync();

        (await resumed.NextAsync()).Id.ShouldBe(id);
        await staying.UntilEmptyAsync();
        resumed.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task An_interrupted_recording_goes_on_before_those_that_have_not_begun()
    {
        var (interrupted, resumed) = (ObservedWork.ThatWaits(), ObservedWork.ThatReturns());
        await using var door = await QueueHost.StartAsync(connection, work: null);
        var first = await door.EnqueueAsync();
        var second = await door.EnqueueAsync();
        await using (var leaving = await QueueHost.StartAsync(connection, interrupted.Work, OneAtATime))
        {
            (await interrupted.NextAsync()).Id.ShouldBe(first);
            await leaving.StopAsync();
        }

        await using var next = await QueueHost.StartAsync(connection, resumed.Work, OneAtATime);

        (await resumed.NextAsync()).Id.ShouldBe(first);
        (await resumed.NextAsync()).Id.ShouldBe(second);
    }

    [Fact]
    public async Task A_worker_that_cannot_build_its_work_leaves_the_recording_to_another()
    {
        var work = ObservedWork.ThatReturns();
        await using var broken = QueueHost.Build(connection, work: null, Impatient, unfinished: true);
        await broken.StartAsync();
        var id = await broken.EnqueueAsync();
        await Eventually.IsAsync(
            async () => await ScalarAsync("select 1 from queue.qrtz_triggers where retry_attempt > 0") is not null,
            "the run failed",
            Cancelled);
        await broken.StopAsync();

        await using var whole = await QueueHost.StartAsync(connection, work.Work);

        (await work.NextAsync()).Id.ShouldBe(id);
    }

    [Fact]
    public async Task A_recording_whose_node_is_cut_off_is_run_by_another_and_still_retried_there()
    {
        var (mine, role) = await ConnectionOfARoleAsync();
        var lost = ObservedWork.ThatWaits();
        var taken = ObservedWork.ThatThrows(times: 1, () => new IOException("The disk is full."));
        await using var dead = await QueueHost.StartAsync(mine, lost.Work);
        var id = await dead.EnqueueAsync();
        var run = await lost.NextAsync();
        (await run.Job.IsOursAsync(Cancelled)).ShouldBeTrue();
        await using var heir = await QueueHost.StartAsync(connection, taken.Work, Impatient);

        await cluster.ExecuteAsync($"alter role {role} nologin", Cancelled);
        await cluster.ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where usename = '{role}'", Cancelled);

        (await taken.NextAsync()).Id.ShouldBe(id);
        (await taken.NextAsync()).Id.ShouldBe(id);
        await heir.UntilEmptyAsync();
        await cluster.ExecuteAsync($"alter role {role} login", Cancelled);
        (await run.Job.IsOursAsync(Cancelled)).ShouldBeFalse();
    }

    [Fact]
    public async Task Recordings_that_waited_for_hours_keep_their_order()
    {
        var expected = new List<RecordingId>();
        for (var hoursAgo = 5; hoursAgo >= 0; hoursAgo--)
        {
            await using var door = await QueueHost.StartAsync(
                connection, work: null, clock: new EarlierClock(TimeSpan.FromHours(hoursAgo)));
            expected.Add(await door.EnqueueAsync());
        }

        var work = ObservedWork.ThatReturns();
        await using var worker = await QueueHost.StartAsync(connection, work.Work, OneAtATime);

        foreach (var id in expected)
            (await work.NextAsync()).Id.ShouldBe(id);
    }

    [Fact]
    public async Task Four_nodes_that_start_at_once_on_an_empty_database_share_one_queue()
    {
        var work = ObservedWork.ThatReturns();
        var hosts = Enumerable.Range(0, 4).Select(_ => QueueHost.Build(connection, work.Work)).ToArray();

        await Task.WhenAll(hosts.Select(host => host.StartAsync()));

        var id = await hosts[0].EnqueueAsync();
        (await work.NextAsync()).Id.ShouldBe(id);
        await Eventually.IsAsync(
            async () => (await hosts[3].OverviewAsync()).LiveNodes.Distinct().Count() == hosts.Length,
            "all four are seen alive",
            Cancelled);
        foreach (var host in hosts)
            await host.DisposeAsync();
    }

    [Fact]
    public async Task The_overview_tells_what_waits_what_runs_and_who_lives()
    {
        var work = ObservedWork.ThatWaits();
        await using var worker = await QueueHost.StartAsync(
            connection, work.Work, new(OneAtATime) { ["Jobs:NodeName"] = "north" });
        await using var door = await QueueHost.StartAsync(connection, work: null, new() { ["Jobs:NodeName"] = "door" });

        for (var recording = 0; recording < 3; recording++)
            await door.EnqueueAsync();
        var run = await work.NextAsync();

        run.Node.ShouldBe("north");
        await Eventually.IsAsync(
            async () => await door.OverviewAsync() is { Waiting: 2, Running: 1, LiveNodes: ["north"] },
            "one runs, two wait, on one node",
            Cancelled);
    }

    [Fact]
    public async Task The_engine_keeps_to_a_schema_of_its_own()
    {
        await using var door = await QueueHost.StartAsync(connection, work: null);

        (await ScalarAsync("select count(*) from pg_tables where schemaname = 'public'")).ShouldBe(0L);
        (await ScalarAsync("select count(*) from pg_tables where schemaname = 'queue' and tablename like 'qrtz_%'"))
            .ShouldBeOfType<long>().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Times_that_contradict_each_other_stop_the_start_with_both_values()
    {
        await using var host = QueueHost.Build(connection, work: null, new()
        {
            ["Jobs:FirstRetryDelay"] = "00:10:00",
            ["Jobs:MaxRetryDelay"] = "00:01:00",
            ["Jobs:CheckinMisfireThreshold"] = "00:00:01",
        });

        var refusal = await Should.ThrowAsync<OptionsValidationException>(host.StartAsync);

        refusal.Failures.ShouldBe([
            "Jobs:CheckinMisfireThreshold (00:00:01) must not be below Jobs:CheckinInterval (00:00:02), or one late check-in counts as death.",
            "Jobs:MaxRetryDelay (00:01:00) must not be below Jobs:FirstRetryDelay (00:10:00).",
        ]);
    }

    private async Task InsertAndEnqueueAsync(QueueHost host, RecordingId id, bool commit)
    {
        await using var session = new NpgsqlConnection(connection);
        await session.OpenAsync(Cancelled);
        await using var transaction = await session.BeginTransactionAsync(Cancelled);
        await using (var insert = new NpgsqlCommand($"insert into rows values ('{id}')", session, transaction))
            await insert.ExecuteNonQueryAsync(Cancelled);
        await host.Queue.EnqueueAsync(id, priority: 0, transaction, Cancelled);
        if (commit)
            await transaction.CommitAsync(Cancelled);
        else
            await transaction.RollbackAsync(Cancelled);
    }

    private async Task<(string Connection, string Role)> ConnectionOfARoleAsync()
    {
        var target = new NpgsqlConnectionStringBuilder(connection);
        var role = $"node_of_{target.Database}";
        await cluster.ExecuteAsync($"create role {role} superuser login password '{target.Password}'", Cancelled);
        target.Username = role;
        return (target.ConnectionString, role);
    }

    private async Task ExecuteAsync(string sql) => await ScalarAsync(sql);

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var session = new NpgsqlConnection(connection);
        await session.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, session);
        return await command.ExecuteScalarAsync(Cancelled);
    }
}
