using System.Globalization;
using Longhand.Support;
using Quartz;

namespace Longhand.IntegrationTests.Jobs;

/// <summary>What the engine does by itself, and the queue leans on.</summary>
public sealed class QuartzFacts(PostgresCluster cluster)
{
    [Fact]
    public async Task A_request_to_stop_reaches_another_node_at_its_next_check_in()
    {
        var connection = await cluster.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        var work = ObservedWork.ThatWaits();
        await using var worker = await QueueHost.StartAsync(connection, work.Work);
        await using var door = await QueueHost.StartAsync(connection, work: null);
        var id = await door.EnqueueAsync();
        var run = await work.NextAsync();
        var engine = await door.EngineAsync();

        (await engine.Interrupt(new JobKey(id.ToString(), "recordings"), TestContext.Current.CancellationToken)).ShouldBeTrue();

        (await run.EndAsync()).ShouldBeAssignableTo<OperationCanceledException>();
        await door.UntilEmptyAsync();
    }

    [Theory]
    [InlineData(1, "00:00:10")]
    [InlineData(2, "00:00:20")]
    [InlineData(10, "00:10:00")]
    [InlineData(1_000_000, "00:10:00")]
    [InlineData(int.MaxValue, "00:10:00")]
    public void A_back_off_without_end_keeps_to_its_longest_wait(int attempt, string wait)
    {
        var policy = RetryPolicy.Exponential(int.MaxValue, TimeSpan.FromSeconds(10), 2, TimeSpan.FromMinutes(10));

        policy.DelayFor(attempt).ShouldBe(TimeSpan.Parse(wait, CultureInfo.InvariantCulture));
    }
}
