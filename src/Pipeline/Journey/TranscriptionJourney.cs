using System.Runtime.ExceptionServices;
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
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    // One death is a power cut or an operator's more often than the recording's: what it interrupted begins at once. In
    // time for whoever is not to be set aside with the one that kills.
    private int SuspectAfter => Math.Clamp(options.Value.MaxStarts - 1, 1, 2);

    /// <summary>Takes the recording up where its rows say it stands, and brings it to an end.</summary>
    /// <exception cref="OperationCanceledException">Interrupted: the recording waits to be taken up again.</exception>
    /// <exception cref="Exception">Anything else is to be tried again later by the job engine.</exception>
    public async Task RunAsync(RecordingId id, string node, CancellationToken cancellationToken)
    {
        if (await runs.PausedUntilAsync(id, cancellationToken) is { } until)
            throw new RecordingPausedException($"Recording {id} is paused until {until:u}.", until);
        if (await account.FindAsync(cancellationToken) is { } pause)
        {
            // Before anything is decoded: nothing of it could be sent.
            if (!await runs.PauseAsync(id, pause.Reason, cancellationToken))
                return;
            throw new RecordingPausedException(pause.Reason, pause.Until);
        }

        using var interruption = new RunInterruption(
            options.Value.Grace, clock, lifetime.ApplicationStopping, cancellationToken);
        // Before its start is counted: what it is spared by waiting is not counted against it.
        using var turn = await runs.EndedWithoutWordAsync(id, SuspectAfter, interruption.Stopping)
            ? await suspects.TakeTurnAsync(interruption.Stopping)
            : null;
        using var step = Steps.Begin(Steps.Run, id);
        if (await runs.BeginAsync(id, node, interruption.Stopping) is not { } run)
            return;
        run.Progressed = () => turn?.Dispose();
        using var done = new CancellationTokenSource();
        var watch = EndOnceTakenAwayAsync(run, interruption, done.Token);
        try
        {
            await RunAsync(run, interruption);
        }
        catch (RunSupersededException superseded)
        {
            // Also where the run had failed by itself before it noticed: what becomes of the recording is its successor's affair.
            Log.Superseded(logger, superseded);
        }
        finally
        {
            await done.CancelAsync();
            await watch;
        }
    }

    /// <summary>
    /// Gives the calls in flight up where the recording is cancelled, paused or deleted while they are given their time
    /// before a shutdown: one that is asked to stop already does not hear it a second time.
    /// </summary>
    private async Task EndOnceTakenAwayAsync(
        RecordingRun run, RunInterruption interruption, CancellationToken cancellationToken)
    {
        using (var stopping = CancellationTokenSource.CreateLinkedTokenSource(interruption.Stopping, cancellationToken))
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, stopping.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (!await run.IsCurrentAsync(cancellationToken))
                {
                    interruption.End();
                    return;
                }
            }
            catch (Exception away) when (Outage.Is(away) || cancellationToken.IsCancellationRequested)
            {
                // A run that can't be told of it finds out at its next write.
            }

            await Task.Delay(LookInterval, clock, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            await run.RetryLaterAsync(failure.Message, spendsAttempt, cancellationToken);
            ExceptionDispatchInfo.Throw(failure);
        }

        Log.AttemptsSpent(logger, run.Recording.Id, options.Value.MaxAttempts, failure);
        await closing.CloseWithLossesAsync(run, failure.Message, cancellationToken);
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
