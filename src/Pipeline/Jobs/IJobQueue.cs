using System.Data.Common;
using Longhand.Recordings;

namespace Longhand.Jobs;

/// <summary>What the product asks of a job engine: who runs which recording, when. One job is one recording.</summary>
/// <remarks>
/// An interface before its second implementation, because the engine is what operators want to choose. Delivery is at
/// least once: a node that was frozen may wake beside its successor, so what a run writes must be fenced by the run
/// itself.
/// </remarks>
public interface IJobQueue
{
    /// <summary>
    /// Puts the recording's job into the caller's transaction; an idle worker starts it as soon as that commits.
    /// </summary>
    /// <remarks>
    /// Call it last before the commit: it holds the queue's lock until the transaction ends. A recording that has a job
    /// already gets none beside it: a waiting one starts now, a running one is followed by another run.
    /// </remarks>
    /// <param name="id">The recording.</param>
    /// <param name="priority">Of those that may start, the highest does first; then whoever waits longest.</param>
    /// <param name="transaction">The caller's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task EnqueueAsync(RecordingId id, int priority, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the job back: one that waits is removed, one that runs is asked to stop on whatever node it runs.
    /// </summary>
    /// <remarks>
    /// Write down that the recording is cancelled before you call it: a node that dies with the request unheard has its
    /// job run again elsewhere, and it is for that run to find nothing to do.
    /// </remarks>
    /// <returns>Whether there was such a job.</returns>
    Task<bool> CancelAsync(RecordingId id, CancellationToken cancellationToken);

    /// <summary>What waits, what runs, and who is alive to run it.</summary>
    Task<QueueOverview> OverviewAsync(CancellationToken cancellationToken);
}
