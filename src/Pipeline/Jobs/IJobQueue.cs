using System.Data.Common;
using Longhand.Recordings;

namespace Longhand.Jobs;

/// <summary>What the product asks of a job engine: who runs which recording, when. One job is one recording.</summary>
/// <remarks>An interface before its second implementation, because the engine is what operators want to choose.</remarks>
public interface IJobQueue
{
    /// <summary>Puts the recording's job into the caller's transaction; an idle worker starts it as soon as that commits.</summary>
    Task EnqueueAsync(RecordingId id, DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Takes the job back: one that waits is removed, one that runs is asked to stop on whatever node it runs.</summary>
    /// <returns>Whether there was such a job.</returns>
    Task<bool> CancelAsync(RecordingId id, CancellationToken cancellationToken);

    /// <summary>What waits, what runs, and who is alive to run it.</summary>
    Task<QueueOverview> OverviewAsync(CancellationToken cancellationToken);
}
