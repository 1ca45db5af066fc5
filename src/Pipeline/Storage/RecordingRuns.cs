using Longhand.Recordings;
using Microsoft.EntityFrameworkCore;

namespace Longhand.Storage;

/// <summary>Begins runs.</summary>
public sealed class RecordingRuns(IDbContextFactory<LonghandDb> databases, TimeProvider clock)
{
    /// <summary>How the recording stands before a run of it; null where there is nothing to run.</summary>
    public async Task<RecordingStand?> FindAsync(RecordingId id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Runnable(database, id)
            .Select(recording => new RecordingStand(recording.Run, recording.Starts, recording.PausedUntil))
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Leaves the recording alone because the account may not call for now; fences off earlier runs.</summary>
    /// <param name="id">The recording.</param>
    /// <param name="seen">Its last run when it was looked at.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False where there is nothing to run: it is ended, held, gone or another run's by now.</returns>
    public async Task<bool> PauseAsync(RecordingId id, int seen, string reason, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var runnable = Runnable(database, id).Where(recording => recording.Run == seen);
        // One that is paused already keeps the end that it may have of its own.
        var rows = await runnable
            .Where(recording => recording.Status != RecordingStatus.Paused || recording.Error != reason)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(recording => recording.Run, recording => recording.Run + 1)
                    .SetProperty(recording => recording.Status, RecordingStatus.Paused)
                    .SetProperty(recording => recording.Node, (string?)null)
                    .SetProperty(recording => recording.Error, reason),
                cancellationToken);
        return rows == 1 || await runnable.AnyAsync(cancellationToken);
    }

    /// <summary>
    /// Recordings that are paused, but not held, and know no end of that, in the order to serve them in.
    /// </summary>
    /// <param name="after">Where the last such list ended; null to begin.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<(RecordingId Id, short Priority)>> PausedAsync(
        (RecordingId Id, short Priority)? after, int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var paused = database.Recordings.Where(recording =>
            recording.Status == RecordingStatus.Paused && !recording.Held
            && (recording.PausedUntil == null || recording.PausedUntil <= now));
        if (after is var (id, priority))
            paused = paused.Where(recording => recording.Priority < priority
                || (recording.Priority == priority && recording.Id.CompareTo(id) > 0));
        var found = await paused.OrderByDescending(recording => recording.Priority).ThenBy(recording => recording.Id)
            .Take(limit).Select(recording => new { recording.Id, recording.Priority }).ToListAsync(cancellationToken);
        return [.. found.Select(recording => (recording.Id, recording.Priority))];
    }

    /// <summary>Takes the recording for a new run, which fences off every earlier one.</summary>
    /// <param name="id">The recording.</param>
    /// <param name="seen">Its last run when looked at: who froze since must not take it from a successor.</param>
    /// <param name="node">Who runs it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where there is nothing to run: it is ended, held, gone or another run's by now.</returns>
    public async Task<RecordingRun?> BeginAsync(
        RecordingId id, int seen, string node, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.BeginShortAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var rows = await Runnable(database, id).Where(recording => recording.Run == seen)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(recording => recording.Run, recording => recording.Run + 1)
                    .SetProperty(recording => recording.Starts, recording => recording.Starts + 1)
                    .SetProperty(recording => recording.Status, RecordingStatus.Splitting)
                    .SetProperty(recording => recording.PausedUntil, (DateTimeOffset?)null)
                    .SetProperty(recording => recording.Node, node)
                    .SetProperty(recording => recording.StartedAt, recording => recording.StartedAt ?? now),
                cancellationToken);
        if (rows == 0)
            return null;
        var recording = await database.Recordings.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new RecordingRun(databases, clock, recording);
    }

    private static IQueryable<Recording> Runnable(LonghandDb database, RecordingId id) => database.Recordings.Where(
        recording => recording.Id == id && recording.FinishedAt == null && !recording.Held);
}
