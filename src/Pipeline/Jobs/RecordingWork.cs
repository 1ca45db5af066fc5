using Longhand.Recordings;

namespace Longhand.Jobs;

/// <summary>What a job does: returns when the recording needs no further run, throws to be run again later.</summary>
/// <remarks>
/// The queue runs a job that throws again and again, at growing distances, without end: that a recording has failed
/// often enough is for the work to say, by writing it down and returning.
/// </remarks>
/// <param name="id">The recording.</param>
/// <param name="node">The node that runs it, for the people who look.</param>
/// <param name="cancellationToken">
/// Cancelled on shutdown (the job is handed back) and on <see cref="IJobQueue.CancelAsync"/>. At a shutdown the work may
/// stop before, by an <see cref="OperationCanceledException"/>.
/// </param>
public delegate Task RecordingWork(RecordingId id, string node, CancellationToken cancellationToken);
