using Longhand.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Longhand.IntegrationTests.Storage;

/// <summary>The tables that the migrations make are the ones that the mappings describe.</summary>
public sealed class SchemaDriftTests(PostgresCluster cluster)
{
    private const string Columns =
        """
        select table_name || '.' || column_name || ' ' || udt_name || ' nullable=' || is_nullable
            || ' generated=' || is_generated || ' default=' || coalesce(column_default, '')
        from information_schema.columns
        where table_schema = 'public' and table_name in ('recordings', 'segments', 'utterances', 'idempotency_keys') order by 1
        """;

    private const string Indexes =
        """
        select indexdef from pg_indexes
        where schemaname = 'public' and tablename in ('recordings', 'segments', 'utterances', 'idempotency_keys') order by 1
        """;

    [Theory]
    [InlineData(Columns)]
    [InlineData(Indexes)]
    public async Task Migrations_and_mappings_make_the_same_schema(string question)
    {
        var token = TestContext.Current.CancellationToken;
        await using var migrated = await MigratedDatabase.CreateAsync(cluster, token);
        await using var mapped = NpgsqlDataSource.Create(await cluster.CreateDatabaseAsync(token));
        await using var database = migrated.Open();
        await using var create = mapped.CreateCommand(database.Database.GenerateCreateScript());
        await create.ExecuteNonQueryAsync(token);

        var fromMappings = await AskAsync(mapped, question);
        fromMappings.ShouldNotBeEmpty();

        (await AskAsync(migrated.Connections, question)).ShouldBe(fromMappings);
    }

    private static async Task<IReadOnlyList<string>> AskAsync(NpgsqlDataSource connections, string question)
    {
        await using var command = connections.CreateCommand(question);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(reader.GetString(0));
        return rows;
    }
}
