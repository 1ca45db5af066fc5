using Longhand.Storage;
using Longhand.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Longhand.IntegrationTests.Storage;

public sealed class MigratorOnPostgresTests(PostgresCluster cluster)
{
    [Fact]
    public async Task Four_nodes_that_start_at_once_apply_each_migration_once()
    {
        var token = TestContext.Current.CancellationToken;
        await using var connections = NpgsqlDataSource.Create(await cluster.CreateDatabaseAsync(token));

        await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => new Migrator(connections, NullLogger<Migrator>.Instance).MigrateAsync(token)));

        await using var count = connections.CreateCommand("select count(*) from schema_migrations");
        (await count.ExecuteScalarAsync(token)).ShouldBe((long)Migration.All.Count);
    }
}
