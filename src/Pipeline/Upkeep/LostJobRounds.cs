using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Upkeep;

/// <summary>Looks for recordings that nobody will ever run.</summary>
internal sealed class LostJobRounds(
    LostJobs jobs,
    IOptions<UpkeepOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<LostJobRounds> logger) : Rounds(options, lifetime, clock, logger)
{
    private readonly TimeSpan interval = options.Value.LostJobPatience;

    protected override TimeSpan Interval => interval;

    protected override Task GoRoundAsync(CancellationToken cancellationToken) => jobs.MendAsync(cancellationToken);
}
