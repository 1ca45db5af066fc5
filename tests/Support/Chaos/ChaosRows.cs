using Npgsql;

namespace Longhand.Support.Chaos;

/// <summary>What stands in the database, read past the product.</summary>
public sealed class ChaosRows(string connectionString) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly NpgsqlDataSource database = NpgsqlDataSource.Create(connectionString);

    /// <summary>The unfinished recordings that a node has, and the numbers of their runs.</summary>
    public Task<IReadOnlyDictionary<Guid, int>> RunsOfAsync(string node, CancellationToken cancellationToken) => RunsAsync(
        "select id, run from recordings where node = $1 and finished_at is null",
        new NpgsqlParameter<string> { TypedValue = node },
        cancellationToken);

    /// <summary>The recordings whose jobs a node has, begun or not.</summary>
    public async Task<IReadOnlySet<Guid>> JobsOfAsync(string node, CancellationToken cancellationToken)
    {
        var runs = await RunsAsync(
            "select job_name::uuid, 0 from queue.qrtz_fired_triggers where instance_name = $1 and job_name is not null",
            new NpgsqlParameter<string> { TypedValue = node },
            cancellationToken);
        return runs.Keys.ToHashSet();
    }

    /// <summary>Those of these runs that nobody has taken over yet, and that are not finished.</summary>
    public async Task<IReadOnlySet<Guid>> StillInAsync(
        IReadOnlyDictionary<Guid, int> runs, CancellationToken cancellationToken)
    {
        var now = await RunsAsync(
            "select id, run from recordings where id = any($1) and finished_at is null",
            new NpgsqlParameter<Guid[]> { TypedValue = [.. runs.Keys] },
            cancellationToken);
        return now.Where(run => runs[run.Key] == run.Value).Select(run => run.Key).ToHashSet();
    }

    /// <summary>The segments of these recordings whose answers are stored, by their first sample.</summary>
    public Task<IReadOnlySet<(Guid Recording, long Start)>> StoredAnswersAsync(
        Guid[] recordings, CancellationToken cancellationToken) =>
        PatientlyAsync(() => ReadStoredAnswersAsync(recordings, cancellationToken), cancellationToken);

    public Task<int> SpentAttemptsAsync(CancellationToken cancellationToken) =>
        PatientlyAsync(() => SpentAttempts.CountAsync(database, cancellationToken), cancellationToken);

    public Task<int> UnfinishedAsync(CancellationToken cancellationToken) => PatientlyAsync(
        async () =>
        {
            await using var command =
                database.CreateCommand("select count(*)::int from recordings where finished_at is null");
            return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
        },
        cancellationToken);

    /// <summary>Begins to count the attempts that are spent.</summary>
    public Task WatchAttemptsAsync(CancellationToken cancellationToken) =>
        SpentAttempts.WatchAsync(database, cancellationToken);

    /// <summary>Everything that was handed in, by name: how it stands, and what it says.</summary>
    public Task<IReadOnlyList<ChaosRecording>> RecordingsAsync(CancellationToken cancellationToken) =>
        PatientlyAsync(() => ReadRecordingsAsync(cancellationToken), cancellationToken);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<IReadOnlyList<ChaosRecording>> ReadRecordingsAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            select r.id, r.name, r.status,
                   (select count(*)::int from spent_attempts s where s.recording_id = r.id), r.starts, coalesce(r.error, ''),
                   array(select concat_ws(' ', u.start_sample, u.end_sample, u.timing, u.text) from utterances u
                          where u.recording_id = r.id order by u.start_sample, u.segment_start, u.ordinal)
              from recordings r order by r.id
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var recordings = new List<ChaosRecording>();
        while (await reader.ReadAsync(cancellationToken))
        {
            recordings.Add(new ChaosRecording(
                reader.GetGuid(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetInt32(3),
                reader.GetInt32(4),
                reader.GetString(5),
                reader.GetFieldValue<string[]>(6)));
        }

        return recordings;
    }

    private async Task<IReadOnlySet<(Guid Recording, long Start)>> ReadStoredAnswersAsync(
        Guid[] recordings, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select recording_id, start_sample from segments where state = 'transcribed' and recording_id = any($1)");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = recordings });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var stored = new HashSet<(Guid, long)>();
        while (await reader.ReadAsync(cancellationToken))
            stored.Add((reader.GetGuid(0), reader.GetInt64(1)));
        return stored;
    }

    private Task<IReadOnlyDictionary<Guid, int>> RunsAsync(
        string sql, NpgsqlParameter parameter, CancellationToken cancellationToken) =>
        PatientlyAsync(() => ReadRunsAsync(sql, parameter, cancellationToken), cancellationToken);

    private async Task<IReadOnlyDictionary<Guid, int>> ReadRunsAsync(
        string sql, NpgsqlParameter parameter, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(parameter.Clone());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var runs = new Dictionary<Guid, int>();
        while (await reader.ReadAsync(cancellationToken))
            runs[reader.GetGuid(0)] = reader.GetInt32(1);
        return runs;
    }

    /// <summary>The database may be what was taken away.</summary>
    private static async Task<T> PatientlyAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        var giveUpAt = DateTimeOffset.UtcNow + Patience;
        while (true)
        {
            try
            {
                return await read();
            }
            catch (NpgsqlException) when (DateTimeOffset.UtcNow < giveUpAt)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
