using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Quartz;

namespace Longhand.Jobs;

/// <summary>Gives the engine a schema of its own before anything asks the engine for its tables.</summary>
internal sealed class QueueSchema(
    [FromKeyedServices(JobsServices.Connections)] NpgsqlDataSource database, ISchedulerFactory schedulers) : IHostedService
{
    /// <summary>The engine's tables, apart from the product's own.</summary>
    public const string TablePrefix = $"{Name}.qrtz_";

    private const string Name = "queue";

    /// <summary>"longqueu" in ASCII: any number that no other advisory lock of this database has.</summary>
    private const long LockKey = 0x6C6F6E6771756575;

    /// <remarks>
    /// The engine creates its tables as it is built, so that happens under the lock too: several nodes may start at
    /// once.
    /// </remarks>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            // Asked first, because "if not exists" wants the right to create even where there is nothing to do.
            if (!await ExistsAsync(connection, cancellationToken))
                await ExecuteAsync(connection, $"create schema {Name}", cancellationToken);
            await schedulers.GetScheduler(cancellationToken);
        }
        finally
        {
            // None: a lock kept by a pooled connection would block every other node's start.
            await ExecuteAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select to_regnamespace('{Name}') is not null", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
