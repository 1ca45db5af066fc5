using Longhand.Jobs;
using Longhand.Recordings;
using Longhand.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace Longhand.IntegrationTests.Jobs;

/// <summary>
/// A process of the product as far as its queue goes: one that runs recordings, or, without work, one that only
/// enqueues.
/// </summary>
internal sealed class QueueHost : IAsyncDisposable
{
    private readonly IHost host;
    private readonly NpgsqlDataSource database;

    private QueueHost(IHost host, NpgsqlDataSource database)
    {
        this.host = host;
        this.database = database;
    }

    public IJobQueue Queue => host.Services.GetRequiredService<IJobQueue>();

    public static QueueHost Build(
        string connection,
        RecordingWork? work,
        Dictionary<string, string?>? settings = null,
        TimeProvider? clock = null,
        bool unfinished = false)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(settings ?? []) { ["Storage:ConnectionString"] = connection });
        builder.Logging.AddProvider(new TestOutput()).SetMinimumLevel(LogLevel.Information);
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        if (work is not null)
            builder.Services.AddSingleton(work);
        builder.Services.AddJobs(builder.Configuration, runsJobs: work is not null || unfinished);
        return new QueueHost(builder.Build(), NpgsqlDataSource.Create(connection));
    }

    public static async Task<QueueHost> StartAsync(
        string connection, RecordingWork? work, Dictionary<string, string?>? settings = null, TimeProvider? clock = null)
    {
        var built = Build(connection, work, settings, clock);
        await built.StartAsync();
        return built;
    }

    public Task StartAsync() => host.StartAsync(TestContext.Current.CancellationToken);

    public Task StopAsync() => host.StopAsync(TestContext.Current.CancellationToken);

    public async Task<IScheduler> EngineAsync() =>
        await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);

    public async Task<RecordingId> EnqueueAsync(RecordingId? again = null, int priority = 0)
    {
        var id = again ?? RecordingId.New(TimeProvider.System);
        await using var connection = await database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await Queue.EnqueueAsync(id, priority, transaction, TestContext.Current.CancellationToken);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        return id;
    }

    /// <summary>Drops the caller's pooled connections, which die with a server.</summary>
    public void ForgetConnections() => database.Clear();

    public Task<bool> CancelAsync(RecordingId id) => Queue.CancelAsync(id, TestContext.Current.CancellationToken);

    public Task<QueueOverview> OverviewAsync() => Queue.OverviewAsync(TestContext.Current.CancellationToken);

    public Task UntilEmptyAsync() => Eventually.IsAsync(
        async () => await OverviewAsync() is { Waiting: 0, Running: 0 },
        "the queue is empty",
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)host).DisposeAsync();
        await database.DisposeAsync();
    }
}
