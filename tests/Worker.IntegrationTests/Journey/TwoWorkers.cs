using System.Globalization;
using System.Text.Json;
using Longhand.Support;
using Npgsql;

namespace Longhand.IntegrationTests.Journey;

/// <summary>Two workers that share a database and an audio folder, each with a work folder of its own.</summary>
public sealed class TwoWorkers(PostgresCluster cluster) : IAsyncLifetime
{
    public const int Concurrency = 3;

    private const int Answered = 4;

    private static readonly string[] Names = ["one", "two"];

    private readonly Dictionary<string, WorkerProcess> workers = [];
    private readonly Dictionary<string, DoorClient> doors = [];
    private Deployment deployment = null!;
    private NpgsqlDataSource database = null!;

    internal FaultInjectingSpeechApi Api { get; private set; } = null!;

    internal string AudioFolder => deployment.AudioFolder;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Api = await FaultInjectingSpeechApi.StartAsync(Token);
        deployment = await Deployment.CreateAsync(cluster, Api.BaseAddress, Token);
        database = NpgsqlDataSource.Create(deployment.ConnectionString);
        await Task.WhenAll(Names.Select(StartAsync));
        await SpokenRecording.WriteAsync(Speech, new() { Length = TimeSpan.FromMinutes(3), Seed = 51 }, Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var door in doors.Values)
            door.Dispose();
        foreach (var worker in workers.Values)
            await worker.DisposeAsync();
        await database.DisposeAsync();
        await Api.DisposeAsync();
        await deployment.DisposeAsync();
    }

    internal WorkerProcess Worker(string name) => workers[name];

    internal DoorClient Door(string name) => doors[name];

    internal static string Other(string name) => Names.Single(other => other != name);

    /// <summary>Stops a worker in order and starts it again.</summary>
    internal async Task RestartAsync(string name)
    {
        (await workers[name].StopAsync(Token)).ShouldBe(0);
        await workers[name].DisposeAsync();
        doors[name].Dispose();
        await StartAsync(name);
    }

    /// <summary>Hands in three minutes of speech that are sent in pieces of at most 5 s.</summary>
    internal Task<string> SubmitAsync() => Door("one").SubmitAsync(Speech, "?max_segment=5", Token);

    /// <summary>
    /// Hands it in and returns with some of it answered, as many calls in flight as may be, and ffmpeg at work.
    /// </summary>
    /// <returns>The recording, and the worker that runs it.</returns>
    internal async Task<(string Id, string Runner)> SubmitAndHoldAsync()
    {
        var before = Api.Calls.Count;
        Api.HoldAfter(before + Answered);
        var id = await SubmitAsync();
        await Api.WaitForCallsAsync(before + Answered + Concurrency, Token);
        await Eventually.IsAsync(
            async () => await AskAsync<long>(
                "select count(*) from segments where recording_id = $1 and state = 'transcribed'", id) == Answered,
            "the answers are stored",
            Token);
        var runner = (await Door("one").FindAsync(id, Token)).GetProperty("node").GetString()!;
        await Eventually.IsAsync(
            () => ChildTools.FfmpegsOf(workers[runner].Pid).Count == 1, "ffmpeg is held up by its pipe", Token);
        Directory.EnumerateFileSystemEntries(WorkFolder(runner)).ShouldNotBeEmpty();
        return (id, runner);
    }

    internal string WorkFolder(string name) => deployment.FileNamed($"work-{name}");

    internal async Task<T> AskAsync<T>(string sql, string id)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(id) });
        return (T)(await command.ExecuteScalarAsync(Token))!;
    }

    internal async Task<JsonElement> QueueAsync() => await Door("one").GetAsync("v1/queue", Token);

    private string Speech => deployment.FileNamed("speech.wav");

    private async Task StartAsync(string name)
    {
        var worker = await deployment.StartWorkerAsync(
            Token,
            ("Jobs:NodeName", name),
            ("Intake:SameContent", "Transcribe"),
            ("Storage:WorkFolder", WorkFolder(name)),
            ("Recognition:Concurrency", Concurrency.ToString(CultureInfo.InvariantCulture)),
            // So that ffmpeg is not done before anybody can stop it.
            ("Journey:LookAheadBytes", "1048576"));
        lock (workers)
        {
            workers[name] = worker;
            doors[name] = new DoorClient(worker.BaseAddress);
        }
    }
}
