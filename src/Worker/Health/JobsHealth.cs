using Longhand.Jobs;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Longhand.Health;

/// <summary>Whether there is anybody to run recordings; without, they are still taken in and wait.</summary>
internal sealed class JobsHealth(IJobQueue queue) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var queued = await queue.OverviewAsync(cancellationToken);
            var standing = $"{queued.Running} running, {queued.Waiting} waiting, {queued.LiveNodes.Count} nodes alive.";
            return queued.LiveNodes.Count > 0 ? HealthCheckResult.Healthy(standing) : HealthCheckResult.Degraded(standing);
        }
        catch (NpgsqlException failure)
        {
            return HealthCheckResult.Unhealthy($"The job queue does not answer: {failure.Message}", failure);
        }
    }
}
