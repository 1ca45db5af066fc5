using Longhand.Recordings;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Longhand.Storage;

/// <summary>Brings the database to the shape this version needs: each file once, in order, one node at a time.</summary>
public sealed partial class Migrator(NpgsqlDataSource database, ILogger<Migrator> logger)
{
    /// <summary>Any number will do, so long as nobody else's advisory lock has it: "longhand" in ASCII.</summary>
    private const long LockKey = 0x6C6F6E6768616E64;

    /// <summary>Applies what is missing; several nodes may start at once.</summary>
    /// <exception cref="PermanentFailureException">The database was made by another history of migrations.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, null, $"select pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            var applied = await ReadAppliedAsync(connection, cancellationToken);
            foreach (var migration in Missing(Migration.All, applied))
                await ApplyAsync(connection, migration, cancellationToken);
        }
        finally
        {
            // None: a lock kept by a pooled connection would block every other node's start.
            await ExecuteAsync(connection, null, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    /// <summary>The migrations still to be applied, once what was applied is found to be what we know.</summary>
    internal static IEnumerable<Migration> Missing(
        IReadOnlyList<Migration> known, IReadOnlyList<(string Name, string Checksum)> applied)
    {
        foreach (var (name, checksum) in applied)
        {
            var migration = known.FirstOrDefault(candidate => candidate.Name == name) ?? throw new PermanentFailureException(
                $"The database has migration {name}, which this version does not know: it was made by a newer version. Run that one, or restore an older backup.");
            if (migration.Checksum != checksum)
                throw new PermanentFailureException(
                    $"Migration {name} was changed after it was applied to this database. Restore the file, and put the change into a new migration.");
        }

        return known.Skip(applied.Count);
    }

    private static async Task<IReadOnlyList<(string Name, string Checksum)>> ReadAppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            connection,
            null,
            "create table if not exists schema_migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())",
            cancellationToken);
        await using var command = new NpgsqlCommand("select name, checksum from schema_migrations order by name", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var applied = new List<(string, string)>();
        while (await reader.ReadAsync(cancellationToken))
            applied.Add((reader.GetString(0), reader.GetString(1)));
        return applied;
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, transaction, migration.Sql, cancellationToken);
        await using var record = new NpgsqlCommand(
            "insert into schema_migrations (name, checksum) values ($1, $2)", connection, transaction);
        record.Parameters.Add(new NpgsqlParameter<string> { TypedValue = migration.Name });
        record.Parameters.Add(new NpgsqlParameter<string> { TypedValue = migration.Checksum });
        await record.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Applied(logger, migration.Name);
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Applied migration {Name}")]
        public static partial void Applied(ILogger logger, string name);
    }
}
