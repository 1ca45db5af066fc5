using Longhand.Support;
using Npgsql;
using Quartz;

namespace Longhand.IntegrationTests.Jobs;

public sealed class QueueOutageTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_ends_while_the_database_is_away_is_settled_when_it_is_back()
    {
        await using var cluster = new PostgresCluster();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = new ObservedWork((_, _, _) => release.Task);
        await using var worker = await QueueHost.StartAsync(await cluster.CreateDatabaseAsync(Cancelled), work.Work);
        await worker.EnqueueAsync();
        var run = await work.NextAsync();

        await cluster.StopAsync(immediately: true, Cancelled);
        release.SetResult();
        await run.EndAsync();
        await cluster.StartAsync(Cancelled);

        await Eventually.IsAsync(() => IsEmptyAsync(worker), "the run that ended in the outage is settled", Cancelled);
        worker.ForgetConnections();
        var next = await worker.EnqueueAsync();
        (await work.NextAsync()).Id.ShouldBe(next);
    }

    [Fact]
    public async Task Nodes_do_not_take_each_other_for_dead_because_the_database_was_away()
    {
        await using var cluster = new PostgresCluster();
        var connection = await cluster.CreateDatabaseAsync(Cancelled);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = new ObservedWork((_, _, _) => release.Task);
        var settings = new Dictionary<string, string?>
        {
            ["Jobs:CheckinInterval"] = "00:00:01",
            ["Jobs:CheckinMisfireThreshold"] = "00:00:03",
            ["Jobs:ConcurrentRecordings"] = "1",
        };
        await using var north = await QueueHost.StartAsync(connection, work.Work, settings);
        await using var south = await QueueHost.StartAsync(connection, work.Work, settings);
        await north.EnqueueAsync();
        await south.EnqueueAsync();
        (await work.NextAsync()).Node.ShouldNotBe((await work.NextAsync()).Node);

        await cluster.StopAsync(immediately: false, Cancelled);
        // The one wait for time itself: the outage has to be longer than the silence that counts as death.
        await Task.Delay(TimeSpan.FromSeconds(8), Cancelled);
        await cluster.StartAsync(Cancelled);
        await Eventually.IsAsync(() => AreAliveAsync(north, 2), "both nodes are back", Cancelled);
        await Eventually.IsAsync(() => AreAliveAsync(south, 2), "both nodes are back", Cancelled);
        release.SetResult();

        await Eventually.IsAsync(() => IsEmptyAsync(north), "both runs are settled", Cancelled);
        work.Pending.ShouldBe(0);
    }

    private static Task<bool> IsEmptyAsync(QueueHost host) =>
        HoldsAsync(async () => await host.OverviewAsync() is { Waiting: 0, Running: 0 });

    private static Task<bool> AreAliveAsync(QueueHost host, int nodes) =>
        HoldsAsync(async () => (await host.OverviewAsync()).LiveNodes.Count == nodes);

    private static async Task<bool> HoldsAsync(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (Exception exception) when (exception is NpgsqlException or SchedulerException)
        {
            // Connections of before the outage are found dead one by one.
            return false;
        }
    }
}
