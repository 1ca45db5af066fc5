using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Longhand.Recognition;

/// <summary>
/// Keeps the one connection that shows the other nodes that this one is alive, and that tells it of calls it may make.
/// </summary>
/// <remarks>
/// The session's advisory lock is the sign of life: when the process dies, its socket closes and PostgreSQL frees the
/// lock at once; when its machine is lost, the connection's own timeouts find out.
/// </remarks>
internal sealed partial class CallBudgetNode(
    NpgsqlDataSource database,
    CallBudget budget,
    CallLedger ledger,
    TimeProvider clock,
    ILogger<CallBudgetNode> logger) : BackgroundService
{
    private const int PatienceSeconds = 5;

    // Seconds, and milliseconds for the last: a machine that is lost is missed about as soon as a process that died.
    private const string Start =
        """
        select set_config('tcp_keepalives_idle', '1', false), set_config('tcp_keepalives_interval', '1', false),
               set_config('tcp_keepalives_count', '2', false), set_config('tcp_user_timeout', '3000', false)
        """;

    /// <summary>How often it is looked after dead nodes while somebody waits.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(750);

    /// <summary>How often a node says that it is not frozen while nobody waits.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    // Npgsql counts whole milliseconds, and takes none of them for a wait without end.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan Reconnect = TimeSpan.FromMilliseconds(250);

    private bool lost;

    /// <remarks>By now the jobs have stopped, and the others may have this node's share at once.</remarks>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (budget.Node is not { } node)
            return;
        try
        {
            await ledger.LeaveAsync(node, cancellationToken);
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException)
        {
            // Nothing is lost: the others take the share back when they miss the lock.
            Log.NotLeft(logger, failure.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A process that never calls takes no part.
        await budget.Asked.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LiveAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException failure)
            {
                // Once an outage; each further try would only say the same.
                if (!lost)
                    Log.Lost(logger, failure.Message);
                lost = true;
                await Task.Delay(Reconnect, clock, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LiveAsync(CancellationToken cancellationToken)
    {
        var heard = new ConcurrentQueue<string>();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => heard.Enqueue(notification.Payload);
        await AskAsync<object>(connection, Start, cancellationToken);
        var node = budget.Node ?? (int)await AskAsync<long>(
            connection, "select nextval('call_node_ids')", cancellationToken);
        await AskAsync<object>(connection, $"listen longhand_calls_{node}; select true", cancellationToken);
        budget.Node = node;

        var locked = false;
        while (true)
        {
            // The lock may still be held by this node's own last connection. Asked each time, because a connection that
            // died without a word stays silent for ever; asking it something finds out.
            locked = await AskAsync<bool>(
                connection,
                locked ? "select true" : $"select pg_try_advisory_lock(call_lock_class(), {node})",
                cancellationToken);
            await budget.TellAsync(look: true);
            lost = false;
            await ListenAsync(connection, heard, cancellationToken);
        }
    }

    /// <summary>Hears of calls that may be made, until it is time to look, or it is told to.</summary>
    private async Task ListenAsync(
        NpgsqlConnection connection, ConcurrentQueue<string> heard, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            // Asleep before it is asked: who begins to wait after the question sees it, and wakes it.
            budget.IsAsleep = true;
            budget.IsAsleep = !budget.IsWaiting;
            var left = (budget.IsAsleep ? Heartbeat : Look) - clock.GetElapsedTime(began);
            if (left < Shortest)
                return;
            await connection.WaitAsync(left, cancellationToken);
            while (heard.TryDequeue(out var payload))
            {
                if (!long.TryParse(payload, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                    return;
                budget.Grant(number);
            }
        }
    }

    private static async Task<T> AskAsync<T>(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = PatienceSeconds };
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "Lost the connection that shows that this node is alive ({Reason}); connecting again")]
        public static partial void Lost(ILogger logger, string reason);

        [LoggerMessage(
            LogLevel.Warning,
            "Could not give this node's calls back ({Reason}); the others take them when they miss it")]
        public static partial void NotLeft(ILogger logger, string reason);
    }
}
