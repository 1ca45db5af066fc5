using Longhand.Recognition;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Longhand.Journey;

/// <summary>Sees to it that a pause of the speech account ends at its time.</summary>
internal sealed partial class PauseWatch(
    AccountPauses account,
    PausedRecordings recordings,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<PauseWatch> logger) : BackgroundService
{
    /// <summary>How often it is looked whether there is a pause.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    /// <summary>How often it is looked whether one is over, while it may be any moment.</summary>
    private static readonly TimeSpan Close = TimeSpan.FromSeconds(1);

    private bool lost;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The queue is one of the last to start.
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, lifetime.ApplicationStarted)
            .WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
            await Task.Delay(await LookAsync(stoppingToken), clock, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <returns>How long to wait before the next look.</returns>
    private async Task<TimeSpan> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stage = await account.StageAsync(cancellationToken);
            lost = false;
            switch (stage)
            {
                case PauseStage.Resuming:
                    await recordings.StartAllAsync(cancellationToken);
                    break;
                case PauseStage.Due:
                    await recordings.TryOneAsync(cancellationToken);
                    break;
            }

            return stage switch
            {
                PauseStage.None => Quiet,
                PauseStage.Waiting waiting => Within(waiting.Until - clock.GetUtcNow()),
                _ => Close,
            };
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Also what a queue says that is closed already.
            return Close;
        }
        catch (Exception failure) when (IsOfTheDatabase(failure))
        {
            // Once an outage; each further look would only say the same.
            if (!lost)
                Log.Lost(logger, failure.Message);
            lost = true;
            return Close;
        }
    }

    // The queue wraps what the database says, once or more.
    private static bool IsOfTheDatabase(Exception? failure) =>
        failure is NpgsqlException || (failure is not null && IsOfTheDatabase(failure.InnerException));

    private static TimeSpan Within(TimeSpan left) => left > Quiet ? Quiet : left > Close ? left : Close;

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning, "Could not look whether the speech account is paused ({Reason}); looking again")]
        public static partial void Lost(ILogger logger, string reason);
    }
}
