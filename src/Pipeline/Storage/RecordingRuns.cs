using Longhand.Recordings;
using Microsoft.EntityFrameworkCore;

namespace Longhand.Storage;

/// <summary>Begins runs.</summary>
public sealed class RecordingRuns(IDbContextFactory<LonghandDb> databases, TimeProvider clock)
{
    /// <summary>Until when the recording is to be left alone; null where it may run.</summary>
    public async Task<DateTimeOffset?> PausedUntilAsync(RecordingId id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return await database.Recordings
            .Where(recording => recording.Id == id && recording.PausedUntil > now)
            .Select(recording => recording.PausedUntil)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Takes the recording for a new run, which fences off every earlier one.</summary>
    /// <returns>Null where there is nothing to run: the recording is ended or gone.</returns>
    public async Task<RecordingRun?> BeginAsync(RecordingId id, string node, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var rows = await database.Recordings
            .Where(recording => recording.Id == id && recording.FinishedAt == null)
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
}
