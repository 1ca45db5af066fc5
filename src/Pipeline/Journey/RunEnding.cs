using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Longhand.Journey;

/// <summary>
/// Writes down how a run ended, and waits for a database that is away: what failed is often that, and a run of which
/// nothing is written down counts as one that killed its process.
/// </summary>
public sealed partial class RunEnding(TimeProvider clock, IOptions<JourneyOptions> options, ILogger<RunEnding> logger)
{
    // Less than the host waits beyond the grace: connections and programs are closed then too.
    private static readonly TimeSpan LongestHandingBack = TimeSpan.FromSeconds(10);

    /// <summary>Reads or writes what must be known of the run, which may happen more than once.</summary>
    /// <param name="run">The run.</param>
    /// <param name="deed">The reading or writing.</param>
    /// <param name="cancellationToken">Ends the waiting; the recording is handed back then, if at all possible.</param>
    /// <exception cref="RunSupersededException">The recording is another run's, or has ended.</exception>
    public async Task InsistAsync(
        RecordingRun run, Func<CancellationToken, Task> deed, CancellationToken cancellationToken)
    {
        try
        {
            await RepeatAsync(run, deed, options.Value.KeepAnswers, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await HandBackAsync(run);
            throw;
        }
    }

    /// <summary>Gives the recording of a run that was interrupted back, if the database is there within seconds.</summary>
    public async Task HandBackAsync(RecordingRun run)
    {
        try
        {
            // None: the run's own token is what ended it.
            await RepeatAsync(run, run.HandBackAsync, LongestHandingBack, CancellationToken.None);
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

    private Task RepeatAsync(
        RecordingRun run, Func<CancellationToken, Task> deed, TimeSpan longest, CancellationToken cancellationToken) =>
        DatabaseAway.OutlastAsync(
            _ => deed(cancellationToken),
            longest,
            away => Log.Waiting(logger, run.Recording.Id, longest, away.Message),
            clock,
            cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "How the run of {RecordingId} ended can't be written down; it is tried for at most {Longest}: {Reason}")]
        public static partial void Waiting(ILogger logger, RecordingId recordingId, TimeSpan longest, string reason);

        [LoggerMessage(LogLevel.Information, "Handed {RecordingId} back")]
        public static partial void HandedBack(ILogger logger, RecordingId recordingId);

        [LoggerMessage(LogLevel.Information, "Stopped {RecordingId}: it is not this run's any more")]
        public static partial void Stopped(ILogger logger, RecordingId recordingId);

        [LoggerMessage(LogLevel.Warning, "Could not mark {RecordingId} as handed back")]
        public static partial void NotHandedBack(ILogger logger, RecordingId recordingId, Exception failure);
    }
}
