using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;
using Quartz.Extensibility;

namespace Longhand.Jobs;

/// <summary>Hears what PostgreSQL tells of the queue: work to look for, runs to stop.</summary>
/// <remarks>The engine polls by itself; without this it would be as correct, and slower.</remarks>
internal sealed partial class QueueWake(
    [FromKeyedServices(JobsServices.Connections)] NpgsqlDataSource database,
    ISchedulerFactory schedulers,
    ISchedulerSignaler signaler,
    IOptions<JobsOptions> options,
    TimeProvider clock,
    ILogger<QueueWake> logger) : BackgroundService
{
    private bool deaf;

    /// <remarks>
    /// Registered before the engine, so stopped after it: by now its jobs are handed back, and an idle node may have
    /// them.
    /// </remarks>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await QueueSignals.WakeAsync(database, cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException)
        {
            // Nothing is lost: the others find the jobs at their next poll.
            Log.NobodyTold(logger, exception.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or SchedulerException)
            {
                // Once an outage; each further try would only say the same.
                if (!deaf)
                    Log.Deaf(logger, exception.Message, options.Value.FallbackPoll);
                deaf = true;
                await Task.Delay(options.Value.CheckinInterval, clock, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var heard = new Queue<NpgsqlNotificationEventArgs>();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => heard.Enqueue(notification);
        await using (var listen = new NpgsqlCommand($"listen {QueueSignals.Wake}; listen {QueueSignals.Stop}", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        if (deaf)
            Log.HearsAgain(logger);
        deaf = false;

        // Whatever was said before this connection could hear it.
        await signaler.SignalSchedulingChange(null, cancellationToken);
        while (true)
        {
            if (!await connection.WaitAsync(options.Value.FallbackPoll, cancellationToken))
                await AskAsync(connection, cancellationToken);
            while (heard.TryDequeue(out var notification))
                await ObeyAsync(scheduler, notification, cancellationToken);
        }
    }

    private async Task ObeyAsync(IScheduler scheduler, NpgsqlNotificationEventArgs notification, CancellationToken cancellationToken)
    {
        if (notification.Channel == QueueSignals.Stop)
            await scheduler.InterruptFireInstance(notification.Payload, cancellationToken);
        else
            await signaler.SignalSchedulingChange(null, cancellationToken);
    }

    /// <summary>A connection that died without a word stays silent for ever; asking it something finds out.</summary>
    private static async Task AskAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select 1", connection);
        await command.ExecuteScalarAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Hears of new work again")]
        public static partial void HearsAgain(ILogger logger);

        [LoggerMessage(
            LogLevel.Warning,
            "Lost the connection that tells of new work ({Reason}); until it is back the queue is looked at every {FallbackPoll}")]
        public static partial void Deaf(ILogger logger, string reason, TimeSpan fallbackPoll);

        [LoggerMessage(
            LogLevel.Warning,
            "Could not tell the other nodes that this one leaves ({Reason}); they find its recordings at their next poll")]
        public static partial void NobodyTold(ILogger logger, string reason);
    }
}
