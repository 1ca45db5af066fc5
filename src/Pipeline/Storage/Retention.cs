using Longhand.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Storage;

/// <summary>Removes what has been kept for as long as it is to be kept.</summary>
/// <remarks>
/// A file is marked first, then its row lets go of it, then it is removed. Whenever the process is killed, no row names a
/// file that is gone, and a file that no row names bears the mark by which it is swept.
/// </remarks>
public sealed partial class Retention(
    IOptions<StorageOptions> options,
    AudioFiles files,
    IDbContextFactory<LonghandDb> databases,
    TimeProvider clock,
    ILogger<Retention> logger)
{
    private const int AtOnce = 100;

    public async Task RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        if (options.Value.KeepTranscripts is { } transcripts)
        {
            var removed = await RemoveAsync(
                Ended(transcripts), (rows, token) => rows.ExecuteDeleteAsync(token), cancellationToken);
            if (removed > 0)
                Log.Recordings(logger, removed, transcripts);
        }

        if (options.Value.KeepAudio is { } audio)
        {
            var removed = await RemoveAsync(
                database => Ended(audio)(database).Where(recording => recording.AudioKey != null),
                (rows, token) => rows.ExecuteUpdateAsync(
                    set => set.SetProperty(recording => recording.AudioKey, (string?)null), token),
                cancellationToken);
            if (removed > 0)
                Log.Audio(logger, removed, audio);
        }
    }

    private Func<LonghandDb, IQueryable<Recording>> Ended(TimeSpan ago)
    {
        var before = clock.GetUtcNow() - ago;
        return database => database.Recordings.Where(recording => recording.FinishedAt < before);
    }

    /// <returns>How many recordings it concerned.</returns>
    private async Task<int> RemoveAsync(
        Func<LonghandDb, IQueryable<Recording>> expired,
        Func<IQueryable<Recording>, CancellationToken, Task<int>> letGo,
        CancellationToken cancellationToken)
    {
        var removed = 0;
        RecordingId? last = null;
        while (await NextAsync(expired, last, cancellationToken) is { Count: > 0 } recordings)
        {
            foreach (var (id, key) in recordings)
                if (await RemoveAsync(id, key, expired, letGo, cancellationToken))
                    removed++;
            last = recordings[^1].Id;
        }

        return removed;
    }

    private async Task<IReadOnlyList<(RecordingId Id, string? Key)>> NextAsync(
        Func<LonghandDb, IQueryable<Recording>> expired, RecordingId? after, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var recordings = expired(database);
        if (after is { } last)
            recordings = recordings.Where(recording => recording.Id.CompareTo(last) > 0);
        var found = await recordings.OrderBy(recording => recording.Id).Take(AtOnce)
            .Select(recording => new { recording.Id, recording.AudioKey }).ToListAsync(cancellationToken);
        return [.. found.Select(recording => (recording.Id, recording.AudioKey))];
    }

    private async Task<bool> RemoveAsync(
        RecordingId id,
        string? key,
        Func<LonghandDb, IQueryable<Recording>> expired,
        Func<IQueryable<Recording>, CancellationToken, Task<int>> letGo,
        CancellationToken cancellationToken)
    {
        try
        {
            if (key is not null)
                files.Disown(key);
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            // Asked for again in the same statement: it may have been taken up again meanwhile. Then the mark stays, and
            // the next sweep finds that a row names the file.
            var rows = await letGo(expired(database).Where(recording => recording.Id == id), cancellationToken);
            if (rows == 1 && key is not null)
                files.Delete(key);
            return rows == 1;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            // One file's trouble must not keep the others; the next sweep tries again.
            Log.Stays(logger, id, trouble);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Removed {Count} recordings that ended more than {Ago} ago, with their transcripts")]
        public static partial void Recordings(ILogger logger, int count, TimeSpan ago);

        [LoggerMessage(LogLevel.Information, "Removed the audio of {Count} recordings that ended more than {Ago} ago")]
        public static partial void Audio(ILogger logger, int count, TimeSpan ago);

        [LoggerMessage(LogLevel.Warning, "Could not remove the audio of {RecordingId}; the next sweep tries again")]
        public static partial void Stays(ILogger logger, RecordingId recordingId, Exception trouble);
    }
}
