using Longhand.Support;
using Npgsql;

namespace Longhand.IntegrationTests.Journey;

/// <summary>What one test's workers share: a database, folders and a speech API.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("longhand-deployment-");
    private readonly Dictionary<string, string?> settings;

    private Deployment(string connectionString, Uri speechApi) => settings = new()
    {
        ["Storage:ConnectionString"] = ConnectionString = connectionString,
        ["Storage:AudioFolder"] = AudioFolder,
        ["Storage:WorkFolder"] = WorkFolder,
        ["Recognition:BaseAddress"] = speechApi.AbsoluteUri,
        ["Recognition:FirstBackOff"] = "00:00:00.050",
        ["Recognition:LongestBackOff"] = "00:00:00.500",
        ["Recognition:BreakerPause"] = "00:00:00.500",
        ["Jobs:FirstRetryDelay"] = "00:00:01",
        // Who has lost its job shows as one that never ends, and isn't mended in between.
        ["Upkeep:LostJobPatience"] = "1.00:00:00",
        // A dead node is taken for dead sooner than in production, so that the suite does not wait for it.
        ["Jobs:CheckinInterval"] = "00:00:01",
        ["Jobs:CheckinMisfireThreshold"] = "00:00:04",
    };

    public string ConnectionString { get; }

    public string AudioFolder => Path.Combine(home.FullName, "audio");

    public string WorkFolder => Path.Combine(home.FullName, "work");

    public string WatchedFolder => Path.Combine(home.FullName, "incoming");

    public static async Task<Deployment> CreateAsync(PostgresCluster cluster, Uri speechApi, CancellationToken cancellationToken) =>
        new(await cluster.CreateDatabaseAsync(cancellationToken), speechApi);

    /// <summary>Starts a worker with the settings that all share, and these.</summary>
    public async Task<WorkerProcess> StartWorkerAsync(
        CancellationToken cancellationToken, params (string Name, string Value)[] others)
    {
        var worker = await WorkerProcess.StartAsync(With(others), cancellationToken);
        // By now it has migrated the database, where that is the one that all share.
        if (others.All(setting => setting.Name != "Storage:ConnectionString"))
        {
            await using var database = NpgsqlDataSource.Create(ConnectionString);
            await SpentAttempts.WatchAsync(database, cancellationToken);
        }

        return worker;
    }

    /// <summary>Attempts that recordings have spent, whatever they have been answered since.</summary>
    public async Task<int> SpentAttemptsAsync(CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(ConnectionString);
        return await SpentAttempts.CountAsync(database, cancellationToken);
    }

    /// <summary>The same without waiting for it.</summary>
    public Task<WorkerProcess> BeginWorkerAsync(CancellationToken cancellationToken, params (string Name, string Value)[] others) =>
        WorkerProcess.BeginAsync(With(others), cancellationToken);

    /// <summary>A path for a file that is handed in.</summary>
    public string FileNamed(string name) => Path.Combine(home.FullName, name);

    private Dictionary<string, string?> With((string Name, string Value)[] others)
    {
        var all = new Dictionary<string, string?>(settings);
        foreach (var (name, value) in others)
            all[name] = value;
        return all;
    }

    public ValueTask DisposeAsync()
    {
        home.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
