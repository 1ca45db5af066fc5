using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Longhand.Recordings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Longhand.Storage;

/// <summary>Tells listeners in this process which recordings changed, on whatever node; one database connection serves all.</summary>
public sealed partial class RecordingChanges(NpgsqlDataSource database, TimeProvider clock, ILogger<RecordingChanges> logger)
    : BackgroundService
{
    private const int Backlog = 1024;

    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    /// <summary>How long the connection may say nothing before it is asked, and how long it then has to answer.</summary>
    internal TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<Channel<RecordingId>, bool> listeners = new();

    /// <summary>Ids of changed recordings from now on. A hint to read again, not a log: a listener that lags loses the oldest.</summary>
    public async IAsyncEnumerable<RecordingId> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<RecordingId>(
            new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest });
        listeners[channel] = true;
        try
        {
            await foreach (var id in channel.Reader.ReadAllAsync(cancellationToken))
                yield return id;
        }
        finally
        {
            listeners.TryRemove(channel, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException failure)
            {
                Log.Lost(logger, failure);
                await Task.Delay(Reconnect, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => Tell(notification.Payload);
        await using (var listen = new NpgsqlCommand("listen recording_changed", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        while (true)
            if (!await connection.WaitAsync(Silence, cancellationToken))
                await AskAsync(connection, cancellationToken);
    }

    /// <summary>A connection that died without a word stays silent for ever; asking it something finds out.</summary>
    private async Task AskAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select 1", connection) { CommandTimeout = (int)Math.Ceiling(Silence.TotalSeconds) };
        await command.ExecuteScalarAsync(cancellationToken);
    }

    private void Tell(string payload)
    {
        if (RecordingId.TryParse(payload, null, out var id))
            foreach (var listener in listeners.Keys)
                listener.Writer.TryWrite(id);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Lost the connection that tells of changed recordings; connecting again")]
        public static partial void Lost(ILogger logger, Exception failure);
    }
}
