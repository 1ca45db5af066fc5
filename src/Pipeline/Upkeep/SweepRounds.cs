using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Upkeep;

/// <summary>Sweeps after the start and then from time to time.</summary>
internal sealed class SweepRounds(
    Sweeping sweeping,
    IOptions<UpkeepOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<SweepRounds> logger) : Rounds(options, lifetime, clock, logger)
{
    private readonly TimeSpan interval = options.Value.SweepInterval;

    protected override TimeSpan Interval => interval;

    protected override Task GoRoundAsync(CancellationToken cancellationToken) => sweeping.SweepAsync(cancellationToken);
}
