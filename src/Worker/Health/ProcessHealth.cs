using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Longhand.Health;

/// <summary>Whether this process has started and is not about to stop.</summary>
internal sealed class ProcessHealth(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime switch
        {
            { ApplicationStopping.IsCancellationRequested: true } => HealthCheckResult.Unhealthy("Stopping."),
            { ApplicationStarted.IsCancellationRequested: false } => HealthCheckResult.Unhealthy("Starting."),
            _ => HealthCheckResult.Healthy("Started."),
        });
}
