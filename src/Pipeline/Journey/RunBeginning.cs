using Longhand.Jobs;
using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.Extensions.Logging;

namespace Longhand.Journey;

/// <summary>Takes a recording for a run, where there is something to run and the job is still its node's.</summary>
public sealed partial class RunBeginning(
    RecordingRuns runs, AccountPauses account, TimeProvider clock, ILogger<RunBeginning> logger)
{
    /// <returns>Null where there is nothing to run: it is ended, held or gone, or another node has the job by now.</returns>
    /// <exception cref="WorkPostponedException">The recording, or the whole speech account, is paused.</exception>
    public async Task<RecordingRun?> BeginAsync(RecordingId id, JobRun job, CancellationToken cancellationToken)
    {
        while (true)
        {
            // In this order: whoever has the job by now begins another run than the last one that was seen, and so this
            // one begins none, however long it freezes from here on.
            if (await runs.FindAsync(id, cancellationToken) is not { } seen || !await job.IsOursAsync(cancellationToken))
            {
                Log.NothingToRun(logger, id);
                return null;
            }

            using var step = Steps.Begin(Steps.Take);
            if (seen.PausedUntil is { } until && until > clock.GetUtcNow())
                throw new RecordingPausedException($"Recording {id} is paused until {until:u}.", until);
            if (await account.FindAsync(cancellationToken) is { } pause)
            {
                // Before anything is decoded: nothing of it could be sent.
                if (await runs.PauseAsync(id, seen.Run, pause.Reason, cancellationToken))
                    throw new RecordingPausedException(pause.Reason, pause.Until);
            }
            else if (await runs.BeginAsync(id, seen.Run, job.Node, cancellationToken) is { } run)
            {
                return run;
            }

            // It was told something in between, or taken by a node that woke and no longer had the job: one that has it
            // looks again, since nobody else would run it.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information, "Nothing to run of {RecordingId}: it is ended, held, gone or another node's by now")]
        public static partial void NothingToRun(ILogger logger, RecordingId recordingId);
    }
}
