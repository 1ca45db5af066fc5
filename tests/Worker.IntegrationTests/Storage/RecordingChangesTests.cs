using Longhand.Recordings;
using Longhand.Storage;
using Longhand.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Longhand.IntegrationTests.Storage;

public sealed class RecordingChangesTests(PostgresCluster cluster)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_are_heard_again_after_the_connection_died_without_a_word()
    {
        await using var database = await MigratedDatabase.CreateAsync(cluster, Cancelled);
        var address = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await using var relay = new Relay(address.Port);
        address.Host = "127.0.0.1";
        address.Port = relay.Port;
        address.Pooling = false;
        await using var connections = NpgsqlDataSource.Create(address);
        using var changes = new RecordingChanges(connections, TimeProvider.System, NullLogger<RecordingChanges>.Instance)
        {
            Silence = TimeSpan.FromSeconds(1),
        };
        await changes.StartAsync(Cancelled);
        var heard = changes.WatchAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        var listening = new Listening(heard);
        await IsHeardAsync(database, listening, "a change is heard");

        relay.FallSilent();

        await IsHeardAsync(database, listening, "a change is heard after the silence");
        await changes.StopAsync(Cancelled);
    }

    // A change while nobody hears is lost, as it may be: so another one, until one of them is heard.
    private static async Task IsHeardAsync(MigratedDatabase database, Listening listening, string what)
    {
        var told = new HashSet<RecordingId>();
        await Eventually.IsAsync(
            async () =>
            {
                told.Add(await database.AddRecordingAsync(Cancelled));
                return await listening.HeardAsync(told);
            },
            what,
            Cancelled);
    }

    private sealed class Listening(IAsyncEnumerator<RecordingId> changes)
    {
        private Task<bool> next = changes.MoveNextAsync().AsTask();

        /// <summary>Whether one of these has been heard by now.</summary>
        public async Task<bool> HeardAsync(HashSet<RecordingId> wanted)
        {
            while (next.IsCompleted && await next)
            {
                var isWanted = wanted.Contains(changes.Current);
                next = changes.MoveNextAsync().AsTask();
                if (isWanted)
                    return true;
            }

            return false;
        }
    }
}
