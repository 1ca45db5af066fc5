using Longhand.Jobs;
using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Longhand.Journey;

/// <summary>Starts the recordings that wait for the speech account to be allowed to call again.</summary>
public sealed partial class PausedRecordings(
    AccountPauses account,
    RecordingRuns runs,
    IJobQueue queue,
    NpgsqlDataSource database,
    ILogger<PausedRecordings> logger)
{
    /// <summary>"resuming" in ASCII: any number that no other advisory lock of this database has.</summary>
    private const long LockKey = 0x726573756D696E67;

    // Whoever froze in the middle gives the turn up.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(30);

    /// <summary>The queue's lock is held for a transaction, and every worker wants it.</summary>
    private const int AtOnce = 50;

    /// <summary>
    /// Ends the account's pause, and starts all that waits for it or for anything else that somebody had to mend first.
    /// </summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        if (await account.EndAsync(cancellationToken))
            Log.Ended(logger);
        else
            await account.ResumeAsync(cancellationToken);
        await StartAllAsync(cancellationToken);
    }

    /// <summary>Starts all that waits, where a pause has ended and that is still to be done.</summary>
    public async Task StartAllAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var alone = await connection.BeginShortAsync(LongestTurn, cancellationToken);
        // One node does it; if that dies in the middle, another does it again: what was started starts no second time.
        if (!await LockAsync(connection, cancellationToken)
            || await account.StageAsync(cancellationToken) is not PauseStage.Resuming)
            return;

        var started = 0;
        (RecordingId, short)? last = null;
        while (await runs.PausedAsync(last, AtOnce, cancellationToken) is { Count: > 0 } paused)
        {
            await EnqueueAsync(paused, cancellationToken);
            started += paused.Count;
            last = paused[^1];
        }

        await account.ResumedAsync(cancellationToken);
        Log.Started(logger, started);
    }

    /// <summary>Starts the one whose call is to try the account, where a pause is due to end.</summary>
    public async Task TryOneAsync(CancellationToken cancellationToken)
    {
        if (!await account.TryAsync(cancellationToken))
            return;
        var first = await runs.PausedAsync(after: null, limit: 1, cancellationToken);
        if (first.Count == 0)
            return;
        await EnqueueAsync(first, cancellationToken);
        Log.Tries(logger, first.Count);
    }

    private async Task EnqueueAsync(
        IReadOnlyList<(RecordingId Id, short Priority)> recordings, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginShortAsync(cancellationToken);
        foreach (var (id, priority) in recordings)
            await queue.EnqueueAsync(id, priority, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<bool> LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select pg_try_advisory_xact_lock({LockKey})", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Ended the pause of the speech account as asked")]
        public static partial void Ended(ILogger logger);

        [LoggerMessage(LogLevel.Information, "The speech account may call again: started {Count} recordings")]
        public static partial void Started(ILogger logger, int count);

        [LoggerMessage(LogLevel.Information, "Tries whether the speech account may call again with {Count} recordings")]
        public static partial void Tries(ILogger logger, int count);
    }
}
