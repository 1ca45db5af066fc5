using System.Runtime.ExceptionServices;
using Longhand.Jobs;
using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Journey;

/// <summary>One recording's way from file to transcript: split and recognize at once, stitch, close.</summary>
public sealed partial class TranscriptionJourney(
    RecordingRuns runs,
    AccountPauses account,
    Suspects suspects,
    RunBeginning beginning,
    RunEnding ending,
    SegmentsInFlight segments,
    TranscriptClosing closing,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    IOptions<JourneyOptions> options,
    ILogger<TranscriptionJourney> logger)
{
    // One death is a power cut or an operator's more often than the recording's: what it interrupted begins at once. In
    // time for whoever is not to be set aside with the one that kills.
    private int SuspectAfter => Math.Clamp(options.Value.MaxStarts - 1, 1, 2);

    /// <summary>Takes the recording up where its rows say it stands, and brings it to an end.</summary>
    /// <exception cref="OperationCanceledException">Interrupted: the recording waits to be taken up again.</exception>
    /// <exception cref="Exception">Anything else is to be tried again later by the job engine.</exception>
    public async Task RunAsync(RecordingId id, JobRun job, CancellationToken cancellationToken)
    {
        using var interruption = new RunInterruption(
            options.Value.Grace, clock, lifetime.ApplicationStopping, cancellationToken);
        // Before its start is counted: what it is spared by waiting is not counted against it. And before it is looked
        // at: the turn may come long after another node has taken the job over.
        using var turn = await IsSuspectAsync(id, interruption.Stopping)
            ? await suspects.TakeTurnAsync(interruption.Stopping)
            : null;
        using var step = Steps.Begin(Steps.Run, id);
        if (await beginning.BeginAsync(id, job, interruption.Stopping) is not { } run)
            return;

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

    private async Task<bool> IsSuspectAsync(RecordingId id, CancellationToken cancellationToken) =>
        await runs.FindAsync(id, cancellationToken) is { } seen && seen.Starts >= SuspectAfter;

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
            await ending.HandBackAsync(run);
            throw;
        }
        catch (PermanentFailureException failure)
        {
            await ending.InsistAsync(run, token => run.FailAsync(failure.Message, token), cancellationToken);
            Log.Failed(logger, run.Recording.Id, failure.Message);
        }
        catch (RecordingPausedException pause)
        {
            await ending.InsistAsync(run, token => run.PauseAsync(pause.Message, pause.Until, token), cancellationToken);
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
        if (Outage.Is(failure))
        {
            await ending.InsistAsync(run, token => run.RetryLaterAsync(failure.Message, attempts: null, token), cancellationToken);
            ExceptionDispatchInfo.Throw(failure);
        }

        // Counted here and not by the database: the writing may happen twice.
        var attempts = 0;
        await ending.InsistAsync(run, async token => attempts = await run.AttemptsAsync(token) + 1, cancellationToken);
        if (attempts < options.Value.MaxAttempts)
        {
            await ending.InsistAsync(run, token => run.RetryLaterAsync(failure.Message, attempts, token), cancellationToken);
            ExceptionDispatchInfo.Throw(failure);
        }

        Log.AttemptsSpent(logger, run.Recording.Id, options.Value.MaxAttempts, failure);
        await ending.InsistAsync(run, token => closing.CloseWithLossesAsync(run, failure.Message, token), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A run was superseded and stopped")]
        public static partial void Superseded(ILogger logger, Exception superseded);

        [LoggerMessage(LogLevel.Warning, "Failed {RecordingId}: {Reason}")]
        public static partial void Failed(ILogger logger, RecordingId recordingId, string reason);

        [LoggerMessage(LogLevel.Warning, "Spent all {Attempts} attempts of {RecordingId}")]
        public static partial void AttemptsSpent(ILogger logger, RecordingId recordingId, int attempts, Exception failure);
    }
}
