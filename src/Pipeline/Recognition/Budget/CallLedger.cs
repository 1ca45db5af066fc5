using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Longhand.Recognition;

/// <summary>The budget's rows, by the functions that the migration has made for them.</summary>
internal sealed class CallLedger(NpgsqlDataSource database, CallAccount account, IOptions<RecognitionOptions> options)
{
    // The budget's functions take milliseconds; a server that is silent for longer is away.
    private const int PatienceSeconds = 5;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <param name="node">The node.</param>
    /// <param name="calls">All its calls.</param>
    /// <param name="look">Whether to look for dead nodes too.</param>
    /// <param name="wake">Whether to tell the node's own connection of calls that have to wait.</param>
    /// <param name="cancellationToken">Gives up; it is not known then what was heard.</param>
    public async Task<CallStanding> SyncAsync(
        int node, NodeCalls calls, bool look, bool wake, CancellationToken cancellationToken)
    {
        await using var command = Command("select call_sync($1, $2, $3, $4, $5, $6)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account.Name });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = node });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.Value.Concurrency });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = look });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = wake });
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = JsonSerializer.Serialize(calls, Json),
            NpgsqlDbType = NpgsqlDbType.Jsonb,
        });
        var standing = (string)(await command.ExecuteScalarAsync(cancellationToken))!;
        return JsonSerializer.Deserialize<CallStanding>(standing, Json)!;
    }

    /// <summary>Gives back all that the node has.</summary>
    public async Task LeaveAsync(int node, CancellationToken cancellationToken)
    {
        await using var command = Command("select call_leave($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account.Name });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = node });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql)
    {
        var command = database.CreateCommand(sql);
        command.CommandTimeout = PatienceSeconds;
        return command;
    }
}
