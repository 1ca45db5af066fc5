using Longhand.Jobs;
using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Longhand.Upkeep;

/// <summary>Gives open recordings a job that have none, which should never be: they would wait for ever.</summary>
/// <remarks>
/// Recordings and jobs are not read at one instant, so one look proves nothing: a recording may have ended in between. One
/// that lacks its job at two looks in a row, and is open still, has lost it. A job too many finds nothing to do, or takes
/// over from a run that nobody could stop.
/// </remarks>
public sealed partial class LostJobs(
    IDbContextFactory<LonghandDb> databases, IJobQueue queue, ILogger<LostJobs> logger)
{
    private IReadOnlyList<RecordingId> missed = [];

    /// <summary>One look; call it at a distance that says how long a job may be missing.</summary>
    public async Task MendAsync(CancellationToken cancellationToken)
    {
        var missing = await queue.WithoutJobAsync(await WaitingAsync(cancellationToken), cancellationToken);
        foreach (var id in missing.Intersect(missed).ToList())
            await MendAsync(id, cancellationToken);
        missed = missing;
    }

    // A held one's job comes with its resumption; any other that is begun too early postpones itself.
    private static IQueryable<Recording> Waiting(LonghandDb database) => database.Recordings.Where(
        recording => recording.FinishedAt == null && !recording.Held);

    private async Task<IReadOnlyList<RecordingId>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Waiting(database).Select(recording => recording.Id).ToListAsync(cancellationToken);
    }

    private async Task MendAsync(RecordingId id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.BeginShortAsync(cancellationToken);
        var priorities = await Waiting(database).Where(recording => recording.Id == id)
            .Select(recording => recording.Priority).ToListAsync(cancellationToken);
        if (priorities is not [var priority])
            return;
        await queue.EnqueueAsync(id, priority, transaction.GetDbTransaction(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Mended(logger, id);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{RecordingId} was open and had no job, so nobody would have run it; gave it one")]
        public static partial void Mended(ILogger logger, RecordingId recordingId);
    }
}
