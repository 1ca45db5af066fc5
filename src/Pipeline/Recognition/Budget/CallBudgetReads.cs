using Microsoft.Extensions.Options;
using Npgsql;

namespace Longhand.Recognition;

/// <summary>What the doors show of the cluster's budget.</summary>
public sealed class CallBudgetReads(
    NpgsqlDataSource database, CallAccount account, IOptions<RecognitionOptions> options)
{
    private const string Question =
        """
        select floor(b.level)::integer,
               (select min(ceiling) from call_nodes n where n.account = b.account and n.missed_at is null),
               (select count(*)::integer from call_slots s join call_nodes n on n.id = s.node
                 where n.account = b.account),
               (select count(*)::integer from call_waits w join call_nodes n on n.id = w.node
                 where n.account = b.account),
               b.pause_reason, b.paused_at, b.paused_until
          from call_budgets b where b.account = $1
        """;

    public async Task<CallBudgetState> ReadAsync(CancellationToken cancellationToken)
    {
        var configured = options.Value.Concurrency;
        await using var command = database.CreateCommand(Question);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account.Name });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        // No node has asked for a call yet.
        if (!await reader.ReadAsync(cancellationToken))
            return new CallBudgetState(configured, configured, InFlight: 0, Waiting: 0, Pause: null);

        var ceiling = await reader.IsDBNullAsync(1, cancellationToken) ? configured : reader.GetInt32(1);
        var pause = await reader.IsDBNullAsync(4, cancellationToken)
            ? null
            : new AccountPause(
                reader.GetString(4), reader.GetFieldValue<DateTimeOffset>(5), reader.GetFieldValue<DateTimeOffset>(6));
        return new CallBudgetState(
            Math.Min(reader.GetInt32(0), ceiling), ceiling, reader.GetInt32(2), reader.GetInt32(3), pause);
    }
}
