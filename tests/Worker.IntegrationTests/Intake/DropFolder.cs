using Longhand.Intake;
using Longhand.Jobs;
using Longhand.Media;
using Longhand.Recordings;
using Longhand.Storage;
using Longhand.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Longhand.IntegrationTests.Intake;

/// <summary>A watched folder with everything that intake stands on; nothing runs the recordings.</summary>
internal sealed class DropFolder : IAsyncDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("longhand-drop-");
    private readonly List<IHost> hosts = [];
    private readonly string connectionString;

    private DropFolder(string connectionString) => this.connectionString = connectionString;

    public string Path => System.IO.Path.Combine(home.FullName, "incoming");

    public string AudioFolder => System.IO.Path.Combine(home.FullName, "audio");

    public static async Task<DropFolder> CreateAsync(PostgresCluster cluster, CancellationToken cancellationToken)
    {
        var folder = new DropFolder(await cluster.CreateDatabaseAsync(cancellationToken));
        Directory.CreateDirectory(folder.Path);
        return folder;
    }

    /// <summary>Starts a node that watches.</summary>
    public async Task<IHost> WatchAsync(
        CancellationToken cancellationToken,
        string settleTime = "00:00:00.200",
        Action<IServiceCollection>? replace = null,
        params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:ConnectionString"] = connectionString,
            ["Storage:AudioFolder"] = AudioFolder,
            ["Intake:WatchedFolder"] = Path,
            ["Intake:PollInterval"] = "00:00:00.050",
            ["Intake:SettleTime"] = settleTime,
            ["Intake:EmptyFilePatience"] = "00:00:01",
            ["Intake:TroubleDelay"] = "00:00:00.100",
        });
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.Services.AddStorage(builder.Configuration).AddMedia(builder.Configuration)
            .AddJobs(builder.Configuration, runsJobs: false).AddIntake(builder.Configuration);
        replace?.Invoke(builder.Services);
        var host = builder.Build();
        hosts.Add(host);
        await host.Services.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
        await host.StartAsync(cancellationToken);
        return host;
    }

    /// <summary>A second of sound under this name, whole at once.</summary>
    public async Task DropAsync(string name, CancellationToken cancellationToken)
    {
        var made = System.IO.Path.Combine(home.FullName, "made.wav");
        await MakeSoundAsync(made, cancellationToken);
        var target = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        File.Move(made, target);
    }

    public static Task MakeSoundAsync(string path, CancellationToken cancellationToken) =>
        SpokenRecording.WriteAsync(path, new() { Length = TimeSpan.FromSeconds(1) }, cancellationToken);

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public async Task<IReadOnlyList<Recording>> RecordingsAsync(CancellationToken cancellationToken)
    {
        await using var database = await hosts[0].Services.GetRequiredService<IDbContextFactory<LonghandDb>>()
            .CreateDbContextAsync(cancellationToken);
        return await database.Recordings.AsNoTracking().OrderBy(recording => recording.Id).ToListAsync(cancellationToken);
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = hosts[0].Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }

        home.Delete(recursive: true);
    }
}
