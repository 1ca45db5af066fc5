using Longhand.Intake;
using Longhand.Jobs;
using Longhand.Media;
using Longhand.Recordings;
using Longhand.Storage;
using Longhand.Support;
using Longhand.Upkeep;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Longhand.IntegrationTests.Upkeep;

/// <summary>All that is to be kept in order, on a clock of the test's; nothing is done of itself.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("longhand-house-");
    private readonly IHost host;

    private House(string connectionString, (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:ConnectionString"] = connectionString,
            ["Storage:AudioFolder"] = AudioFolder,
            ["Storage:WorkFolder"] = WorkFolder,
            ["Upkeep:SweepInterval"] = "7.00:00:00",
            ["Upkeep:LostJobPatience"] = "1.00:00:00",
        });
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddStorage(builder.Configuration).AddMedia(builder.Configuration)
            .AddJobs(builder.Configuration, runsJobs: false).AddIntake(builder.Configuration)
            .AddUpkeep(builder.Configuration);
        host = builder.Build();
    }

    public ManualClock Clock { get; } = new();

    public string AudioFolder => Path.Combine(home.FullName, "audio");

    public string WorkFolder => Path.Combine(home.FullName, "work");

    public NpgsqlDataSource Connections => Get<NpgsqlDataSource>();

    public AudioFiles Files => Get<AudioFiles>();

    /// <summary>Names of all that is in the audio store.</summary>
    public IEnumerable<string> StoredFiles => Directory.GetFiles(AudioFolder).Select(path => Path.GetFileName(path));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<House> BuildAsync(PostgresCluster cluster, params (string Name, string Value)[] settings)
    {
        var house = new House(await cluster.CreateDatabaseAsync(Token), settings);
        await house.Get<Migrator>().MigrateAsync(Token);
        await house.host.StartAsync(Token);
        // The first sweep follows the start.
        await Eventually.IsAsync(() => Directory.Exists(house.AudioFolder), "the house is swept", Token);
        return house;
    }

    public Task SweepAsync() => Get<Sweeping>().SweepAsync(Token);

    public Task MendAsync() => Get<LostJobs>().MendAsync(Token);

    /// <summary>A recording with its audio in the store.</summary>
    public async Task<Recording> AddAsync(string status = "queued", string? key = null)
    {
        var id = RecordingId.New(Clock);
        using var content = new MemoryStream([1, 2, 3]);
        var stored = await Files.ReceiveAsync(id, content, Token);
        await using var database = Open();
        database.Recordings.Add(new Recording
        {
            Id = id,
            Name = "meeting.mp3",
            Door = RecordingDoor.Api,
            ContentHash = stored.Sha256,
            SizeBytes = stored.Bytes,
            AudioKey = stored.Key,
            CreatedAt = Clock.GetUtcNow(),
        });
        if (key is not null)
            database.UsedKeys.Add(new UsedKey
            {
                Key = key,
                RequestHash = stored.Sha256,
                RecordingId = id,
                CreatedAt = Clock.GetUtcNow(),
            });
        await database.SaveChangesAsync(Token);
        Files.Claim(stored.Key);
        await ExecuteAsync(
            $"""
            insert into segments (recording_id, start_sample, end_sample, state, confidence)
            values ('{id}', 0, 16000, 'silent', 30);
            update recordings
               set status = '{status}', decoded_samples = 16000, error = 'as it was made',
                   finished_at = case when '{status}' in ('completed', 'failed', 'cancelled') then now() end
             where id = '{id}'
            """);
        return await FindAsync(id) ?? throw new InvalidOperationException("It was not added.");
    }

    public async Task EnqueueAsync(RecordingId id)
    {
        await using var connection = await Connections.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await Get<IJobQueue>().EnqueueAsync(id, priority: 0, transaction, Token);
        await transaction.CommitAsync(Token);
    }

    public async Task<Recording?> FindAsync(RecordingId id)
    {
        await using var database = Open();
        return await database.Recordings.AsNoTracking().SingleOrDefaultAsync(recording => recording.Id == id, Token);
    }

    public LonghandDb Open() => Get<IDbContextFactory<LonghandDb>>().CreateDbContext();

    public async Task<IReadOnlyList<string>> JobsAsync()
    {
        await using var command = Connections.CreateCommand("select job_name from queue.qrtz_triggers order by 1");
        await using var reader = await command.ExecuteReaderAsync(Token);
        var names = new List<string>();
        while (await reader.ReadAsync(Token))
            names.Add(reader.GetString(0));
        return names;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Connections.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)host).DisposeAsync();
        home.Delete(recursive: true);
    }

    private T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();
}
