using System.Net;
using System.Text.RegularExpressions;
using Longhand.IntegrationTests.Storage;
using Longhand.Support;

namespace Longhand.IntegrationTests.Api;

/// <summary>A worker that takes recordings in and leaves the work to the test, with a database and folders of its own.</summary>
internal sealed partial class WorkerSite : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("longhand-site-");

    private WorkerSite(MigratedDatabase database) => Database = database;

    public MigratedDatabase Database { get; }

    public LonghandProcess Process { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public Uri Address => Http.BaseAddress!;

    public string Folder => folder.FullName;

    /// <summary>What the audio store holds; whole files and pieces alike.</summary>
    public IReadOnlyList<string> StoredFiles =>
        Directory.Exists(AudioFolder) ? Directory.GetFiles(AudioFolder) : [];

    private string AudioFolder => Path.Combine(Folder, "audio");

    public static async Task<WorkerSite> StartAsync(PostgresCluster cluster, params (string Key, string Value)[] settings)
    {
        var site = new WorkerSite(await MigratedDatabase.CreateAsync(cluster, TestContext.Current.CancellationToken));
        await site.StartProcessAsync(settings);
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (Process is not null)
            await Process.DisposeAsync();
        await Database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task StartProcessAsync((string Key, string Value)[] settings)
    {
        var environment = new Dictionary<string, string?>
        {
            ["Storage__ConnectionString"] = Database.ConnectionString,
            ["Storage__AudioFolder"] = AudioFolder,
            ["Storage__WorkFolder"] = Path.Combine(Folder, "work"),
            // Nobody listens there, and nobody is called.
            ["Recognition__BaseAddress"] = "http://127.0.0.1:9/",
        };
        foreach (var (key, value) in settings)
            environment[key.Replace(":", "__")] = value;
        Process = new LonghandProcess(["serve", "--no-jobs", "--urls", "http://127.0.0.1:0"], environment, Folder);
        await Eventually.IsAsync(
            () => Process.HasEnded ? throw new InvalidOperationException(Process.Error) : Task.FromResult(Listening().IsMatch(Process.Output)),
            "the worker listens",
            TestContext.Current.CancellationToken);
        var handler = new SocketsHttpHandler { UseProxy = false, Expect100ContinueTimeout = Eventually.Deadline };
        Http = new HttpClient(handler) { BaseAddress = new Uri(Listening().Match(Process.Output).Groups["address"].Value) };
        await Eventually.IsAsync(
            async () => (await Http.GetAsync("/health")).StatusCode == HttpStatusCode.OK,
            "the worker is ready",
            TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("listening on: (?<address>http://[^\\s]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
