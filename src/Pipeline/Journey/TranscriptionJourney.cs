using System.Runtime.ExceptionServices;
using Longhand.Jobs;
using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Longhand.Journey;

/// <summary>One recording's way from file to transcript: split and recognize at once, stitch, close.</summary>
public sealed partial class TranscriptionJourney(
    RecordingRuns runs,
    AccountPauses account,
    Suspects suspects,
    SegmentsInFlight segments,
    TranscriptClosing closing,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    IOptions<JourneyOptions> options,
    ILogger<TranscriptionJourney> logger)
{
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(1);

    // One death is a power cut or an operator's more often than the recording's: what it interrupted begins at once. In
    // time for whoever is not to be set aside with the one that kills.
    private int SuspectAfter => Math.Clamp(options.Value.MaxStarts - 1, 1, 2);

    /// <summary>Takes the recording up where its rows say it stands, and brings it to an end.</summary>
    /// <exception cref="OperationCanceledException">Interrupted: the recording waits to be taken up again.</exception>
    /// <exception cref="Exception">Anything else is to be tried again later by the job engine.</exception>
    public async Task RunAsync(RecordingId id, JobRun job, CancellationToken cancellationToken)
    {
        // In this order: whoever has the job by now begins another run than the last one that was seen, and so this
        // one begins none, however long it freezes from here on.
        if (await runs.FindAsync(id, cancellationToken) is not { } seen || !await job.IsOursAsync(cancellationToken))
        {
            Log.NothingToRun(logger, id);
            return;
        }

        if (seen.PausedUntil is { } until && until > clock.GetUtcNow())
            throw new RecordingPausedException($"Recording {id} is paused until {until:u}.", until);
        if (await account.FindAsync(cancellationToken) is { } pause)
        {
            // Before anything is decoded: nothing of it could be sent.
            if (!await runs.PauseAsync(id, seen.Run, pause.Reason, cancellationToken))
                return;
            throw new RecordingPausedException(pause.Reason, pause.Until);
        }

        using var interruption = new RunInterruption(
            options.Value.Grace, clock, lifetime.ApplicationStopping, cancellationToken);
        // Before its start is counted: what it is spared by waiting is not counted against it.
        using var turn = seen.Starts >= SuspectAfter ? await suspects.TakeTurnAsync(interruption.Stopping) : null;
        using var step = Steps.Begin(Steps.Run, id);
        if (await runs.BeginAsync(id, seen.Run, job.Node, interruption.Stopping) is not { } run)
        {
            Log.NothingToRun(logger, id);
            return;
        }

        run.Progressed = () => turn?.Dispose();
        await using var watch = new RunWatch(run, interruption, clock);
        try
        {
            await RunAsync(run, interruption);
        }
        catch (RunSupersededException superseded)
        {
            // Also where the run had failed by itself before it noticed: what becomes of it is its successor's affair.
            Log.Superseded(logger, superseded);
        }
    }

    private async Task RunAsync(RecordingRun run, RunInterruption interruption)
    {
        var cancellationToken = interruption.Ending;
        try
        {
            await TravelAsync(run, interruption);
        }
        catch (Exception) when (interruption.Stopping.IsCancellationRequested)
        {
            // Whatever breaks while it is being stopped (a killed ffmpeg, a closed connection) is no failure of the recording.
            await HandBackAsync(run);
            throw;
        }
        catch (PermanentFailureException failure)
        {
            await run.FailAsync(failure.Message, cancellationToken);
            Log.Failed(logger, run.Recording.Id, failure.Message);
        }
        catch (RecordingPausedException pause)
        {
            await run.PauseAsync(pause.Message, pause.Until, cancellationToken);
            // Its last call may have outlasted the account's pause, and everybody else been started already.
            if (pause.IsOfTheAccount)
                await account.ResumeAsync(cancellationToken);
            throw;
        }
        catch (Exception failure) when (failure is not RunSupersededException)
        {
            await TryAgainOrCloseAsync(run, failure, cancellationToken);
        }
    }

    private async Task TravelAsync(RecordingRun run, RunInterruption interruption)
    {
        if (run.Recording.Starts > options.Value.MaxStarts)
            throw new PermanentFailureException(
                $"Its processing ended {run.Recording.Starts - 1} times without a word (a crash or lack of memory), so it was set aside. Look at the worker's log and at the file before submitting it again.");
        await segments.RecognizeAllAsync(run, interruption.Stopping, interruption.Ending);
        await closing.CloseAsync(run, interruption.Ending);
    }

    /// <summary>A failure that time may mend goes back to the job engine, until the attempts are spent.</summary>
    private async Task TryAgainOrCloseAsync(RecordingRun run, Exception failure, CancellationToken cancellationToken)
    {
        var spendsAttempt = !Outage.Is(failure);
        if (!spendsAttempt || await run.AttemptsAsync(cancellationToken) + 1 < options.Value.MaxAttempts)
        {
            await WriteDownAsync(
                () => run.RetryLaterAsync(failure.Message, spendsAttempt, cancellationToken), cancellationToken);
            ExceptionDispatchInfo.Throw(failure);
        }

        Log.AttemptsSpent(logger, run.Recording.Id, options.Value.MaxAttempts, failure);
        await closing.CloseWithLossesAsync(run, failure.Message, cancellationToken);
    }

    /// <summary>
    /// Waits for a database that is away: what failed is often that, and a run of which nothing is written down counts
    /// as one that killed its process.
    /// </summary>
    private async Task WriteDownAsync(Func<Task> write, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception away) when (
                Outage.IsOfTheDatabase(away) && clock.GetElapsedTime(began) < options.Value.KeepAnswers)
            {
                // Told when the run ends, with what it failed of.
            }

            await Task.Delay(OutagePause, clock, cancellationToken);
        }
    }

    private async Task HandBackAsync(RecordingRun run)
    {
        try
        {
            // None: the run's own token is what ended it.
            await run.HandBackAsync(CancellationToken.None);
            Log.HandedBack(logger, run.Recording.Id);
        }
        catch (RunSupersededException)
        {
            // It was stopped because somebody cancelled, paused or deleted it, and that is written down already.
            Log.Stopped(logger, run.Recording.Id);
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException)
        {
            // The job engine gives it to another node all the same; that node's run takes over whatever the row says.
            Log.NotHandedBack(logger, run.Recording.Id, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Nothing to run of {RecordingId}: it is ended, held, gone or another run's")]
        public static partial void NothingToRun(ILogger logger, RecordingId recordingId);

        [LoggerMessage(LogLevel.Warning, "A run was superseded and stopped")]
        public static partial void Superseded(ILogger logger, Exception superseded);

        [LoggerMessage(LogLevel.Warning, "Failed {RecordingId}: {Reason}")]
        public static partial void Failed(ILogger logger, RecordingId recordingId, string reason);

        [LoggerMessage(LogLevel.Warning, "Spent all {Attempts} attempts of {RecordingId}")]
        public static partial void AttemptsSpent(ILogger logger, RecordingId recordingId, int attempts, Exception failure);

        [LoggerMessage(LogLevel.Information, "Handed {RecordingId} back")]
        public static partial void HandedBack(ILogger logger, RecordingId recordingId);

        [LoggerMessage(LogLevel.Information, "Stopped {RecordingId}: it is not this run's any more")]
        public static partial void Stopped(ILogger logger, RecordingId recordingId);

        [LoggerMessage(LogLevel.Warning, "Could not mark {RecordingId} as handed back")]
        public static partial void NotHandedBack(ILogger logger, RecordingId recordingId, Exception failure);
    }
}
