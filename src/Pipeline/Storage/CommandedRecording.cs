using Longhand.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Longhand.Storage;

/// <summary>A recording's row, locked for one command until its transaction ends.</summary>
/// <remarks>Each write takes a new run number, so that a run that goes on meanwhile writes nothing any more.</remarks>
internal sealed class CommandedRecording
{
    private readonly LonghandDb database;

    private CommandedRecording(LonghandDb database, Recording row) => (this.database, Row) = (database, row);

    /// <summary>As it stood before the command.</summary>
    public Recording Row { get; }

    /// <returns>Null where there is no such recording.</returns>
    public static async Task<CommandedRecording?> LockAsync(
        LonghandDb database, RecordingId id, CancellationToken cancellationToken)
    {
        var rows = await database.Recordings
            .FromSql($"select * from recordings where id = {id.Value} for update")
            .AsNoTracking().ToListAsync(cancellationToken);
        return rows is [var row] ? new CommandedRecording(database, row) : null;
    }

    public Task CancelAsync(DateTimeOffset now, CancellationToken cancellationToken) => SetAsync(
        set => set
            .SetProperty(recording => recording.Status, RecordingStatus.Cancelled)
            .SetProperty(recording => recording.Held, false)
            .SetProperty(recording => recording.FinishedAt, now),
        cancellationToken);

    /// <summary>Keeps it from running until it is told to go on.</summary>
    public Task HoldAsync(CancellationToken cancellationToken) => SetAsync(
        set => set
            .SetProperty(recording => recording.Status, RecordingStatus.Paused)
            .SetProperty(recording => recording.Held, true),
        cancellationToken);

    /// <summary>Lets it go on where it stands.</summary>
    public Task ResumeAsync(CancellationToken cancellationToken) => SetAsync(
        set => set
            .SetProperty(recording => recording.Status, RecordingStatus.Queued)
            .SetProperty(recording => recording.Held, false),
        cancellationToken);

    /// <summary>Begins anew with what has no answer: gaps are to be sent again; answers and their words stay.</summary>
    public async Task RetryAsync(CancellationToken cancellationToken)
    {
        await database.Segments
            .Where(segment => segment.RecordingId == Row.Id && segment.State == SegmentState.Gap)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(segment => segment.State, SegmentState.Pending)
                    .SetProperty(segment => segment.LastError, segment => segment.GapReason)
                    .SetProperty(segment => segment.GapReason, (string?)null),
                cancellationToken);
        await SetAsync(
            set => set
                .SetProperty(recording => recording.Status, RecordingStatus.Queued)
                .SetProperty(recording => recording.Held, false)
                .SetProperty(recording => recording.Attempts, 0)
                .SetProperty(recording => recording.FinishedAt, (DateTimeOffset?)null),
            cancellationToken);
    }

    /// <summary>Removes it with its segments and words.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken) =>
        Check(await Rows.ExecuteDeleteAsync(cancellationToken));

    private IQueryable<Recording> Rows =>
        database.Recordings.Where(recording => recording.Id == Row.Id && recording.Run == Row.Run);

    private async Task SetAsync(Action<UpdateSettersBuilder<Recording>> set, CancellationToken cancellationToken) =>
        Check(await Rows.ExecuteUpdateAsync(
            setters =>
            {
                setters
                    .SetProperty(recording => recording.Run, recording => recording.Run + 1)
                    .SetProperty(recording => recording.Starts, 0)
                    .SetProperty(recording => recording.Node, (string?)null)
                    .SetProperty(recording => recording.Error, (string?)null)
                    .SetProperty(recording => recording.PausedUntil, (DateTimeOffset?)null);
                set(setters);
            },
            cancellationToken));

    private void Check(int rows)
    {
        if (rows != 1)
            throw new InvalidOperationException(
                $"The row of recording {Row.Id} changed while it was locked: {rows} rows fit instead of one.");
    }
}
