using Longhand.Intake;
using Longhand.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Longhand.Upkeep;

/// <summary>Cleans away what is over: each node its own folder, one node at a time what all share.</summary>
public sealed class Sweeping(
    Leftovers leftovers,
    Retention retention,
    IDbContextFactory<LonghandDb> databases,
    NpgsqlDataSource connections,
    IOptions<IntakeOptions> intake,
    TimeProvider clock)
{
    /// <summary>"sweeping" in ASCII: any number that no other advisory lock of this database has.</summary>
    internal const long LockKey = 0x7377656570696E67;

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await leftovers.SweepWorkFoldersAsync(cancellationToken);
        await using var connection = await connections.OpenConnectionAsync(cancellationToken);
        // Of the session and not of a transaction: that would stay open while files are removed, and keep the database
        // from its own cleaning.
        if (!await AskAsync(connection, $"select pg_try_advisory_lock({LockKey})", cancellationToken))
            return;
        try
        {
            await retention.RemoveExpiredAsync(cancellationToken);
            await leftovers.SweepAudioAsync(cancellationToken);
            await RemoveKeysAsync(cancellationToken);
        }
        finally
        {
            // None: a lock kept by a pooled connection would keep every other node from sweeping.
            await AskAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private async Task RemoveKeysAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var before = clock.GetUtcNow() - intake.Value.KeepKeys;
        await database.UsedKeys.Where(used => used.CreatedAt < before).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
