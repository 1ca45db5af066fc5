using Longhand.Support;

namespace Longhand.Benchmarks;

/// <summary>The servers that a benchmark runs on, each a real process.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly PostgresCluster cluster = new() { AsInProduction = true };
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("longhand-bench-");
    private readonly SpeechServerProcess speech;

    private Stage(SpeechServerProcess speech) => this.speech = speech;

    public static async Task<Stage> SetAsync(CancellationToken cancellationToken) =>
        new(await SpeechServerProcess.StartAsync([], cancellationToken));

    public string FileNamed(string name) => Path.Combine(home.FullName, name);

    /// <summary>A worker with a database of its own; the connection string lets its rows be read.</summary>
    public async Task<(WorkerProcess Worker, string ConnectionString)> StartWorkerAsync(CancellationToken cancellationToken)
    {
        var connectionString = await cluster.CreateDatabaseAsync(cancellationToken);
        var worker = await WorkerProcess.StartAsync(
            new Dictionary<string, string?>
            {
                ["Storage:ConnectionString"] = connectionString,
                ["Storage:AudioFolder"] = Path.Combine(home.FullName, "audio"),
                ["Storage:WorkFolder"] = Path.Combine(home.FullName, "work"),
                ["Recognition:BaseAddress"] = new Uri(speech.BaseAddress, "api/").AbsoluteUri,
            },
            cancellationToken);
        return (worker, connectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await speech.DisposeAsync();
        await cluster.DisposeAsync();
        home.Delete(recursive: true);
    }
}
