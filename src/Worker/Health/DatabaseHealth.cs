using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Longhand.Health;

/// <summary>Whether the database answers.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy("PostgreSQL answers.");
        }
        catch (NpgsqlException failure)
        {
            return HealthCheckResult.Unhealthy($"PostgreSQL does not answer: {failure.Message}", failure);
        }
    }
}
