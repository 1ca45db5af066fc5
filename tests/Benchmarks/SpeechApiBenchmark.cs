using Longhand.Support;
using Longhand.Support.Faults;
using Npgsql;

namespace Longhand.Benchmarks;

/// <summary>
/// How near to the ideal the speech API is used: wall time against the calls that the budget allows at once, and, where the
/// API takes fewer than configured, how many of them it has to refuse to be obeyed. The API answers over real HTTP after a
/// set time.
/// </summary>
internal static class SpeechApiBenchmark
{
    private const int Budget = 4;
    private const int Workers = 3;
    private const int HiddenCap = 5;
    private const int Ceiling = 12;

    /// <summary>So many calls in, the cluster ought to have found out how many the API takes.</summary>
    private const double ConvergedAfter = 0.25;

    private static readonly TimeSpan Latency = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CappedLatency = TimeSpan.FromSeconds(0.5);

    public static async Task RunAsync(Figures figures, CancellationToken cancellationToken)
    {
        var home = Directory.CreateTempSubdirectory("longhand-bench-");
        await using var cluster = new PostgresCluster { AsInProduction = true };
        try
        {
            var file = Path.Combine(home.FullName, "long.mp3");
            await SpokenRecording.WriteAsync(file, new() { Length = TimeSpan.FromHours(2), Seed = 5 }, cancellationToken);
            await MeasureWallAsync(figures, cluster, home, file, cancellationToken);
            await MeasureHiddenCapAsync(figures, cluster, home, file, cancellationToken);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static async Task MeasureWallAsync(
        Figures figures, PostgresCluster cluster, DirectoryInfo home, string file, CancellationToken cancellationToken)
    {
        await using var api = await FaultInjectingSpeechApi.StartAsync(cancellationToken);
        api.Latency = Latency;
        var connectionString = await cluster.CreateDatabaseAsync(cancellationToken);
        await using var worker = await StartWorkerAsync(home, connectionString, api, Budget, cancellationToken);
        using var door = new DoorClient(worker.BaseAddress);

        var id = await door.SubmitAsync(file, cancellationToken);
        await WaitUntilCompletedAsync(door, id, cancellationToken);

        var (startedAt, finishedAt) = await TimesAsync(connectionString, id, cancellationToken);
        var calls = api.Calls;
        var firstCut = calls[0].ArrivedAt - startedAt;
        var ideal = firstCut + (calls.Count * Latency / Budget);
        figures.Tell("calls", calls.Count, $"of {Latency.TotalSeconds} s, {Budget} at once");
        figures.Tell("first_cut", firstCut.TotalSeconds, "s");
        figures.Tell("wall", (finishedAt - startedAt).TotalSeconds, "s");
        figures.AtMost("wall_over_ideal", (finishedAt - startedAt) / ideal, "×", 1.05);
        figures.AtMost("calls_at_once", api.MostInFlight, "calls", Budget);
    }

    private static async Task MeasureHiddenCapAsync(
        Figures figures, PostgresCluster cluster, DirectoryInfo home, string file, CancellationToken cancellationToken)
    {
        await using var api = await FaultInjectingSpeechApi.StartAsync(cancellationToken);
        (api.Latency, api.HiddenCap) = (CappedLatency, HiddenCap);
        var connectionString = await cluster.CreateDatabaseAsync(cancellationToken);
        var workers = new List<WorkerProcess>();
        try
        {
            for (var i = 0; i < Workers; i++)
                workers.Add(await StartWorkerAsync(home, connectionString, api, Ceiling, cancellationToken));
            using var door = new DoorClient(workers[0].BaseAddress);
            var ids = new List<string>();
            for (var i = 0; i < Workers; i++)
                ids.Add(await door.SubmitAsync(file, "?again=true", cancellationToken));
            foreach (var id in ids)
                await WaitUntilCompletedAsync(door, id, cancellationToken);
        }
        finally
        {
            foreach (var worker in workers)
                await worker.DisposeAsync();
        }

        TellConverged(figures, api.Calls);
    }

    // The last calls end with fewer beside them than the API takes, because there are no more.
    private static void TellConverged(Figures figures, IReadOnlyList<SpeechApiCall> calls)
    {
        var converged = calls.Skip((int)(calls.Count * ConvergedAfter)).SkipLast(HiddenCap).ToList();
        var refused = converged.Count(call => call.Fault is not null);
        var time = converged[^1].ArrivedAt - converged[0].ArrivedAt;
        var throughput = (converged.Count - 1 - refused) / time.TotalSeconds;
        var possible = HiddenCap / CappedLatency.TotalSeconds;
        figures.Tell("hidden_cap_calls", calls.Count, $"of {CappedLatency.TotalSeconds} s, {HiddenCap} at once taken, {Ceiling} configured");
        figures.AtMost("hidden_cap_refused", refused * 100.0 / converged.Count, "% of calls", 2);
        figures.AtMost("hidden_cap_unused", (1 - (throughput / possible)) * 100, "% of what the API takes", 10);
    }

    private static Task<WorkerProcess> StartWorkerAsync(
        DirectoryInfo home,
        string connectionString,
        FaultInjectingSpeechApi api,
        int concurrency,
        CancellationToken cancellationToken) => WorkerProcess.StartAsync(
        new Dictionary<string, string?>
        {
            ["Storage:ConnectionString"] = connectionString,
            ["Storage:AudioFolder"] = Path.Combine(home.FullName, "audio"),
            ["Storage:WorkFolder"] = Path.Combine(home.FullName, "work"),
            ["Recognition:BaseAddress"] = api.BaseAddress.AbsoluteUri,
            ["Recognition:Concurrency"] = $"{concurrency}",
        },
        cancellationToken);

    private static async Task WaitUntilCompletedAsync(DoorClient door, string id, CancellationToken cancellationToken)
    {
        var recording = await door.WaitUntilAsync(
            id, view => view.GetProperty("final").GetBoolean(), TimeSpan.FromMinutes(20), cancellationToken);
        if (recording.GetProperty("status").GetString() != "completed")
            throw new InvalidOperationException($"It did not complete: {recording}");
    }

    private static async Task<(DateTimeOffset Started, DateTimeOffset Finished)> TimesAsync(
        string connectionString, string id, CancellationToken cancellationToken)
    {
        await using var connections = NpgsqlDataSource.Create(connectionString);
        await using var ask = connections.CreateCommand("select started_at, finished_at from recordings where id = $1");
        ask.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(id) });
        await using var row = await ask.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetFieldValue<DateTimeOffset>(0), row.GetFieldValue<DateTimeOffset>(1));
    }
}
