using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Upkeep;

/// <summary>Work that is done again and again for as long as the process lives, whatever becomes of it.</summary>
/// <param name="name">What is done, for the people who read the log.</param>
/// <param name="interval">Time from the end of one round to the next.</param>
/// <param name="goRound">The work.</param>
/// <param name="options">How soon it is tried again.</param>
/// <param name="lifetime">Tells when the host is up.</param>
/// <param name="clock">Measures the time between.</param>
/// <param name="logger">Where trouble is told.</param>
internal sealed partial class Rounds(
    string name,
    TimeSpan interval,
    Func<CancellationToken, Task> goRound,
    IOptions<UpkeepOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<Rounds> logger) : BackgroundService
{
    private bool troubled;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What it leans on, the queue above all, is up once the whole host is.
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, lifetime.ApplicationStarted)
            .WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            var trouble = options.Value.TroubleDelay;
            var delay = await TryAsync(stoppingToken) || interval < trouble ? interval : trouble;
            await Task.Delay(delay, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await goRound(cancellationToken);
            troubled = false;
            return true;
        }
        // Whatever it is (a database away, wrapped by any library in any exception), the next round may do better, and
        // ending the worker for it would only meet it again after the restart.
        catch (Exception trouble)
        {
            // Once an outage; each further round would only say the same.
            if (!troubled && !cancellationToken.IsCancellationRequested)
                Log.Trouble(logger, name, trouble);
            troubled = true;
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Could not finish a round of upkeep ({Name}); trying again later")]
        public static partial void Trouble(ILogger logger, string name, Exception trouble);
    }
}
