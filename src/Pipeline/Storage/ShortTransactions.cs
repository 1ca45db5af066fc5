using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Longhand.Storage;

/// <summary>
/// Transactions that lock what other nodes need too, and so must not last as long as a node that froze within one.
/// </summary>
internal static class ShortTransactions
{
    /// <summary>What PostgreSQL says of a transaction that it took back because nothing came for too long.</summary>
    public const string TakenBack = "25P03";

    // Far above what lies between two statements on a busy machine, below what it takes to take a node's work over.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    public static Task<IDbContextTransaction> BeginShortAsync(
        this LonghandDb database, CancellationToken cancellationToken) =>
        database.BeginShortAsync(Limit, cancellationToken);

    /// <param name="database">Where it is begun.</param>
    /// <param name="limit">How long nothing may come before it is taken back.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IDbContextTransaction> BeginShortAsync(
        this LonghandDb database, TimeSpan limit, CancellationToken cancellationToken)
    {
        var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.Database.ExecuteSqlRawAsync(SetTo(limit), cancellationToken);
        return transaction;
    }

    public static Task<NpgsqlTransaction> BeginShortAsync(
        this NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.BeginShortAsync(Limit, cancellationToken);

    /// <param name="connection">Where it is begun.</param>
    /// <param name="limit">How long nothing may come before it is taken back.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<NpgsqlTransaction> BeginShortAsync(
        this NpgsqlConnection connection, TimeSpan limit, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(SetTo(limit), connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return transaction;
    }

    private static string SetTo(TimeSpan limit) =>
        $"set local idle_in_transaction_session_timeout = '{(int)limit.TotalSeconds}s'";
}
