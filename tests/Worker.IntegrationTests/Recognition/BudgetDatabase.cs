using Longhand.Storage;
using Longhand.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Longhand.IntegrationTests.Recognition;

/// <summary>One migrated database for all tests of the room alone: each has an address, so a budget, of its own.</summary>
internal static class BudgetDatabase
{
    private static readonly SemaphoreSlim Once = new(1, 1);
    private static string? shared;

    /// <summary>How to connect to it.</summary>
    public static async Task<string> SharedAsync()
    {
        await Once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return shared ??= await CreateAsync();
        }
        finally
        {
            Once.Release();
        }
    }

    private static async Task<string> CreateAsync()
    {
        var cluster = (PostgresCluster)(await TestContext.Current.GetFixture(typeof(PostgresCluster))
            ?? throw new InvalidOperationException("The assembly has no PostgreSQL."));
        return await CreateAsync(cluster);
    }

    /// <summary>A database of its own.</summary>
    public static async Task<string> CreateAsync(PostgresCluster cluster)
    {
        var connection = await cluster.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        await using var database = NpgsqlDataSource.Create(connection);
        await new Migrator(database, NullLogger<Migrator>.Instance).MigrateAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
