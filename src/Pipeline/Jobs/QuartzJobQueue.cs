using System.Data.Common;
using System.Globalization;
using Longhand.Recordings;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace Longhand.Jobs;

/// <summary>The queue kept by Quartz in PostgreSQL.</summary>
internal sealed class QuartzJobQueue(
    ISchedulerFactory schedulers,
    [FromKeyedServices(JobsServices.Connections)] NpgsqlDataSource database,
    TimeProvider clock) : IJobQueue
{
    public async Task EnqueueAsync(
        RecordingId id, int priority, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        // Recovery is asked for job by job; without it a dead node's job is dropped.
        var job = JobBuilder.Create<TranscriptionJob>().WithIdentity(TranscriptionJob.KeyOf(id)).RequestRecovery().Build();
        var trigger = TriggerBuilder.Create()
            .WithIdentity(TranscriptionJob.TriggerKeyOf(id))
            .ForJob(job)
            .StartAt(clock.GetUtcNow())
            .WithPriority(priority)
            .Build();
        using (scheduler.EnlistTransaction(transaction))
            await scheduler.ScheduleJob(job, trigger, ScheduleJobOptions.Replacing, cancellationToken);
        await QueueSignals.WakeAsync(transaction, cancellationToken);
    }

    public async Task<bool> CancelAsync(RecordingId id, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        while (true)
        {
            var running = await DeleteUnlessRunningAsync(scheduler, id, cancellationToken);
            switch (running)
            {
                case { Deleted: { } existed }:
                    return existed;
                case { FireInstanceId: { } fireInstanceId }
                    when await scheduler.InterruptFireInstance(fireInstanceId, cancellationToken):
                    // The request is in the firing's row, which its node reads at its next check-in; this tells it now.
                    await QueueSignals.StopAsync(database, fireInstanceId, cancellationToken);
                    return true;
            }

            // The run began or ended between two questions, and may have left the job waiting for its next one.
        }
    }

    /// <remarks>
    /// Of a list as long as a backlog, so not one by one through the engine. A job whose triggers are gone never runs,
    /// and one that runs has a trigger until its end.
    /// </remarks>
    public async Task<IReadOnlyList<RecordingId>> WithoutJobAsync(
        IReadOnlyCollection<RecordingId> recordings, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            select name from unnest($1) as asked (name)
             where not exists (
                       select from {QueueSchema.TablePrefix}triggers t
                        where t.sched_name = $2 and t.job_group = $3 and t.job_name = asked.name)
               and not exists (
                       select from {QueueSchema.TablePrefix}fired_triggers f
                        where f.sched_name = $2 and f.job_group = $3 and f.job_name = asked.name)
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. recordings.Select(id => id.ToString())] });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = QuartzEngine.ClusterName });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = TranscriptionJob.Group });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var missing = new List<RecordingId>();
        while (await reader.ReadAsync(cancellationToken))
            missing.Add(RecordingId.Parse(reader.GetString(0), CultureInfo.InvariantCulture));
        return missing;
    }

    public async Task<QueueOverview> OverviewAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var running = await scheduler.QueryFireInstances(
            new FireInstanceQuery { State = FireInstanceState.Executing, Take = 0, IncludeTotalCount = true }, cancellationToken);
        var nodes = await scheduler.QueryClusterNodes(cancellationToken);
        return new QueueOverview(
            await CountAsync(scheduler, TriggerState.Normal, cancellationToken) +
                await CountAsync(scheduler, TriggerState.Blocked, cancellationToken),
            running.TotalCount ?? 0,
            // A process that only enqueues lists itself, without ever having checked in.
            [.. nodes
                .Where(node => node is { LastCheckInUtc: not null, State: not ClusterNodeState.Failed })
                .Select(node => node.InstanceId)
                .Order(StringComparer.Ordinal)]);
    }

    private static async Task<int> CountAsync(IScheduler scheduler, TriggerState state, CancellationToken cancellationToken) =>
        (await scheduler.QueryTriggers(
            new TriggerQuery { State = state, Take = 0, IncludeTotalCount = true }, cancellationToken)).TotalCount ?? 0;

    /// <remarks>
    /// Deleting a job that runs would delete the row through which it is asked to stop, and it would run on unseen. The
    /// deletion takes the engine's lock, under which no run starts; what ran before is seen from outside the
    /// transaction, and then the deletion is taken back.
    /// </remarks>
    private async Task<(bool? Deleted, string? FireInstanceId)> DeleteUnlessRunningAsync(
        IScheduler scheduler, RecordingId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        bool deleted;
        try
        {
            using (scheduler.EnlistTransaction(transaction))
                deleted = await scheduler.DeleteJob(TranscriptionJob.KeyOf(id), cancellationToken);
        }
        catch (SchedulerException changed)
            when (changed is not JobPersistenceException && scheduler.Status != SchedulerStatus.Shutdown)
        {
            // One of its triggers was fired, and so gone, between being listed and being removed.
            return (null, null);
        }

        var running = await scheduler.QueryFireInstances(
            new FireInstanceQuery { Job = TranscriptionJob.KeyOf(id), State = FireInstanceState.Executing }, cancellationToken);
        if (running.Items is [var firing, ..])
            return (null, firing.FireInstanceId);
        await transaction.CommitAsync(cancellationToken);
        return (deleted, null);
    }
}
