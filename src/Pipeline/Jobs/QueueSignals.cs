using System.Data.Common;
using Npgsql;

namespace Longhand.Jobs;

/// <summary>What nodes tell each other through PostgreSQL, so that nobody has to wait for the next poll.</summary>
internal static class QueueSignals
{
    /// <summary>There is work: look at the queue.</summary>
    public const string Wake = "longhand_queue_wake";

    /// <summary>Whoever runs the firing named in the payload is to stop it.</summary>
    public const string Stop = "longhand_queue_stop";

    /// <summary>Tells whoever is idle, once the transaction commits.</summary>
    public static async Task WakeAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection ?? throw new InvalidOperationException(
            "The transaction has ended already: put the job into the queue before its commit.");
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"notify {Wake}";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task WakeAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"notify {Wake}");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task StopAsync(NpgsqlDataSource database, string fireInstanceId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select pg_notify($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Stop });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = fireInstanceId });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
