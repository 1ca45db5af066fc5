using Longhand.Recordings;
using Longhand.Storage;
using Longhand.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Longhand.IntegrationTests.Storage;

/// <summary>A database of a test's own, with the product's tables and the storage room over them.</summary>
internal sealed class MigratedDatabase : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private readonly DirectoryInfo audioFolder = Directory.CreateTempSubdirectory("longhand-audio-");

    private readonly DirectoryInfo workFolder = Directory.CreateTempSubdirectory("longhand-work-");

    private MigratedDatabase(string connectionString)
    {
        ConnectionString = connectionString;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:ConnectionString"] = connectionString,
            ["Storage:AudioFolder"] = AudioFolder,
            ["Storage:WorkFolder"] = WorkFolder,
        }).Build();
        services = new ServiceCollection().AddLogging().AddStorage(configuration).BuildServiceProvider();
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Connections => services.GetRequiredService<NpgsqlDataSource>();

    public RecordingRuns Runs => services.GetRequiredService<RecordingRuns>();

    public RecordingReads Reads => services.GetRequiredService<RecordingReads>();

    public string AudioFolder => audioFolder.FullName;

    public string WorkFolder => workFolder.FullName;

    public Leftovers Leftovers => services.GetRequiredService<Leftovers>();

    public AudioFiles Files => services.GetRequiredService<AudioFiles>();

    public static async Task<MigratedDatabase> CreateAsync(PostgresCluster cluster, CancellationToken cancellationToken)
    {
        var database = new MigratedDatabase(await cluster.CreateDatabaseAsync(cancellationToken));
        await database.services.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
        return database;
    }

    /// <summary>Begins a run of the recording as it stands.</summary>
    public async Task<RecordingRun?> BeginAsync(RecordingId id, string node, CancellationToken cancellationToken) =>
        await Runs.FindAsync(id, cancellationToken) is { } seen
            ? await Runs.BeginAsync(id, seen.Run, node, cancellationToken)
            : null;

    public LonghandDb Open() => services.GetRequiredService<IDbContextFactory<LonghandDb>>().CreateDbContext();

    public async Task<RecordingId> AddRecordingAsync(CancellationToken cancellationToken, string name = "meeting.mp3")
    {
        await using var database = Open();
        var recording = new Recording
        {
            Id = RecordingId.New(TimeProvider.System),
            Name = name,
            Door = RecordingDoor.Api,
            ContentHash = new byte[32],
            SizeBytes = 1,
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        database.Add(recording);
        await database.SaveChangesAsync(cancellationToken);
        return recording.Id;
    }

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Connections.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        audioFolder.Delete(recursive: true);
        workFolder.Delete(recursive: true);
    }
}
