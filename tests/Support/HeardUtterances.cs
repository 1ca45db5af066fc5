using System.Text.Json;
using Npgsql;

namespace Longhand.Support;

/// <summary>What a transcript says and when, from wherever it is read.</summary>
public static class HeardUtterances
{
    /// <summary>From a transcript in its JSON form.</summary>
    public static IReadOnlyList<(TimeSpan Start, string Text)> InTranscript(JsonElement transcript) =>
    [
        .. transcript.GetProperty("utterances").EnumerateArray().Select(utterance =>
            (TimeSpan.FromSeconds(utterance.GetProperty("start").GetDouble()), utterance.GetProperty("text").GetString()!)),
    ];

    /// <summary>From the rows.</summary>
    public static async Task<IReadOnlyList<(TimeSpan Start, string Text)>> InDatabaseAsync(
        string connectionString, string id, CancellationToken cancellationToken)
    {
        await using var connections = NpgsqlDataSource.Create(connectionString);
        await using var command = connections.CreateCommand(
            "select start_sample / 16000.0::float8, text from utterances where recording_id = $1 order by segment_start, ordinal");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(id) });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var heard = new List<(TimeSpan, string)>();
        while (await reader.ReadAsync(cancellationToken))
            heard.Add((TimeSpan.FromSeconds(reader.GetDouble(0)), reader.GetString(1)));
        return heard;
    }
}
