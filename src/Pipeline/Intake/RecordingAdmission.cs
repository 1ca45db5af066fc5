using Longhand.Jobs;
using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace Longhand.Intake;

/// <summary>
/// Finds out whether a stored file is here already, and makes it a recording if it is not: row, key and job in one
/// transaction.
/// </summary>
/// <remarks>
/// Both happen under a lock on the key, then one on the content, so that the same file through two doors or nodes at the
/// same moment is one recording.
/// </remarks>
public sealed class RecordingAdmission(
    IDbContextFactory<LonghandDb> databases, IJobQueue queue, IOptions<IntakeOptions> options, TimeProvider clock)
{
    /// <returns>What a file that is here already is answered with; null where it is new.</returns>
    public async Task<IntakeResult?> FindAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.BeginShortAsync(cancellationToken);
        var found = await RecallAsync(database, arrival, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return found;
    }

    /// <param name="arrival">The file.</param>
    /// <param name="recording">What it is to become.</param>
    /// <param name="committing">Told just before the recording may exist.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IntakeResult> AdmitAsync(
        Arrival arrival, Recording recording, Action committing, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.BeginShortAsync(cancellationToken);
        if (await RecallAsync(database, arrival, cancellationToken) is { } found)
        {
            await transaction.CommitAsync(cancellationToken);
            return found;
        }

        database.Recordings.Add(recording);
        await KeepKeyAsync(database, arrival, recording.Id, cancellationToken);
        await queue.EnqueueAsync(
            recording.Id, recording.Priority, transaction.GetDbTransaction(), cancellationToken);

        // A commit whose answer is lost may have happened: from here on the file stays, to be swept if it did not.
        committing();
        // None: a caller that hangs up must not make the commit such a case.
        await transaction.CommitAsync(CancellationToken.None);
        return new IntakeResult.Accepted(recording.Id);
    }

    private async Task<IntakeResult?> RecallAsync(
        LonghandDb database, Arrival arrival, CancellationToken cancellationToken)
    {
        if (arrival.Incoming.Key is { } key)
        {
            await database.LockAsync($"idempotency key {key}", cancellationToken);
            if (await FindKeyAsync(database, key, cancellationToken) is { } used)
                return used.RequestHash.AsSpan().SequenceEqual(arrival.RequestHash())
                    ? new IntakeResult.Replayed(used.RecordingId)
                    : Taken(used);
        }

        await database.LockAsync($"content {Convert.ToHexStringLower(arrival.Stored.Sha256)}", cancellationToken);
        // Another node received the same file under the same id and was quicker.
        if (await database.Recordings.AnyAsync(recording => recording.Id == arrival.Id, cancellationToken))
            return new IntakeResult.Accepted(arrival.Id);
        if (await FindContentAsync(database, arrival, cancellationToken) is not { } known)
            return null;
        await KeepKeyAsync(database, arrival, known, cancellationToken);
        return new IntakeResult.Known(known);
    }

    private static Task<UsedKey?> FindKeyAsync(
        LonghandDb database, IdempotencyKey key, CancellationToken cancellationToken) =>
        database.UsedKeys.AsNoTracking().SingleOrDefaultAsync(used => used.Key == key.Value, cancellationToken);

    /// <summary>The newest recording of that content that may still become, or is, what is asked for.</summary>
    private async Task<RecordingId?> FindContentAsync(
        LonghandDb database, Arrival arrival, CancellationToken cancellationToken)
    {
        if (arrival.Incoming.Again || options.Value.SameContent == SameContent.Transcribe)
            return null;
        // The lock keeps it from being deleted before it is answered with, and waits for nothing that a run writes.
        var found = await database.Database.SqlQuery<Guid>(
            $"""
            select id as "Value" from recordings
             where content_hash = {arrival.Stored.Sha256}
               and audio_stream is not distinct from {arrival.Incoming.AudioStream}
               and max_segment_samples is not distinct from {arrival.MaxSegmentSamples}
               and status not in ('failed', 'cancelled')
               -- What has gaps and no audio any more can only be had by handing the file in again.
               and (audio_key is not null or status = 'completed')
             order by id desc limit 1 for key share
            """).ToListAsync(cancellationToken);
        return found.Count == 1 ? new RecordingId(found[0]) : null;
    }

    private async Task KeepKeyAsync(
        LonghandDb database, Arrival arrival, RecordingId recording, CancellationToken cancellationToken)
    {
        if (arrival.Incoming.Key is { } key)
            database.UsedKeys.Add(new UsedKey
            {
                Key = key.Value,
                RequestHash = arrival.RequestHash(),
                RecordingId = recording,
                CreatedAt = clock.GetUtcNow(),
            });
        await database.SaveChangesAsync(cancellationToken);
    }

    private static IntakeResult.KeyTaken Taken(UsedKey used) => new(
        $"The Idempotency-Key '{used.Key}' stands for another request: recording {used.RecordingId} came under it, of "
        + "other content or with other choices. Send this one under a key of its own.");
}
