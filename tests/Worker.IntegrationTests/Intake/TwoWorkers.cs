using System.Globalization;
using Longhand.IntegrationTests.Api;
using Longhand.IntegrationTests.Journey;
using Longhand.Recordings;
using Longhand.Support;
using Npgsql;

namespace Longhand.IntegrationTests.Intake;

/// <summary>Two workers over one database and one audio store, and a speech API that answers at once.</summary>
public sealed class TwoWorkers(PostgresCluster cluster) : IAsyncLifetime
{
    private readonly List<WorkerProcess> workers = [];
    private readonly List<HttpClient> doors = [];
    private Deployment? deployment;
    private FaultInjectingSpeechApi? api;
    private NpgsqlDataSource? database;
    private int sounds;

    /// <summary>One for each worker.</summary>
    internal IReadOnlyList<HttpClient> Doors => doors;

    internal FaultInjectingSpeechApi Api => api ?? throw NotStarted();

    internal string WatchedFolder => Deployment.WatchedFolder;

    internal Uri Address => workers[0].BaseAddress;

    private Deployment Deployment => deployment ?? throw NotStarted();

    /// <summary>Names of all that is in the audio store.</summary>
    internal IReadOnlyList<string> StoredFiles => [.. Directory.GetFiles(Deployment.AudioFolder).Select(path => Path.GetFileName(path))];

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        api = await FaultInjectingSpeechApi.StartAsync(token);
        deployment = await Deployment.CreateAsync(cluster, api.BaseAddress, token);
        database = NpgsqlDataSource.Create(deployment.ConnectionString);
        workers.AddRange(await Task.WhenAll(
            deployment.StartWorkerAsync(
                token, ("Intake:WatchedFolder", deployment.WatchedFolder), ("Intake:SettleTime", "00:00:00.2")),
            deployment.StartWorkerAsync(token)));
        doors.AddRange(workers.Select(worker => new HttpClient { BaseAddress = worker.BaseAddress }));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var door in doors)
            door.Dispose();
        foreach (var worker in workers)
            await worker.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
        if (api is not null)
            await api.DisposeAsync();
        if (deployment is not null)
            await deployment.DisposeAsync();
    }

    /// <summary>Two seconds that no other test hands in.</summary>
    internal byte[] NewSound() => Tone.Of(64_044 + (2 * Interlocked.Increment(ref sounds)));

    internal async Task<HttpResponseMessage> SubmitAsync(
        byte[] sound, string? key = null, string query = "", int worker = 0, string name = "a.wav")
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sound), "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/recordings{query}") { Content = form };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await doors[worker].SendAsync(request, TestContext.Current.CancellationToken);
    }

    internal async Task EndAsync(RecordingId id)
    {
        using var door = new DoorClient(Address);
        await door.WaitUntilFinalAsync(id.ToString(), TestContext.Current.CancellationToken);
    }

    internal async Task<long> CountAsync(string question, params byte[][] hashes)
    {
        await using var command = Command(question, hashes);
        return Convert.ToInt64(
            await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var command = Command(sql, []);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private NpgsqlCommand Command(string sql, byte[][] hashes)
    {
        var command = (database ?? throw NotStarted()).CreateCommand(sql);
        foreach (var hash in hashes)
            command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
        return command;
    }

    private static InvalidOperationException NotStarted() => new("The workers are not started.");
}
