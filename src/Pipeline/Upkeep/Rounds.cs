using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Upkeep;

/// <summary>Work that is done again and again for as long as the process lives, whatever becomes of it.</summary>
internal abstract partial class Rounds(
    IOptions<UpkeepOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger logger)
    : BackgroundService
{
    private bool troubled;

    protected abstract TimeSpan Interval { get; }

    protected abstract Task GoRoundAsync(CancellationToken cancellationToken);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What it leans on, the queue above all, is up once the whole host is.
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, lifetime.ApplicationStarted)
            .WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            var trouble = options.Value.TroubleDelay;
            var delay = await TryAsync(stoppingToken) || Interval < trouble ? Interval : trouble;
            await Task.Delay(delay, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await GoRoundAsync(cancellationToken);
            troubled = false;
            return true;
        }
        // Whatever it is (a database away, wrapped by any library in any exception), the next round may do better, and
        // ending the worker for it would only meet it again after the restart.
        catch (Exception trouble)
        {
            // Once an outage; each further round would only say the same.
            if (!troubled && !cancellationToken.IsCancellationRequested)
                Log.Trouble(logger, trouble);
            troubled = true;
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Could not finish a round of upkeep; trying again later")]
        public static partial void Trouble(ILogger logger, Exception trouble);
    }
}
