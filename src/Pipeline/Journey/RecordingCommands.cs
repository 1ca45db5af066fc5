using Longhand.Jobs;
using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Longhand.Journey;

/// <summary>Cancels, pauses, resumes, retries and deletes recordings, on whatever node they run.</summary>
/// <remarks>
/// What was told is written down first, and the run is stopped then: should this process die in between, the run finds
/// out at its next write.
/// </remarks>
public sealed partial class RecordingCommands(
    IDbContextFactory<LonghandDb> databases,
    IJobQueue queue,
    AudioFiles files,
    TimeProvider clock,
    ILogger<RecordingCommands> logger) : IDisposable
{
    private const int AtOnce = 8;

    // A node that froze in the middle gives the turn up; what it began is done under locks of its own.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(30);

    // Each takes two connections of the pool that the runs have too.
    private readonly SemaphoreSlim places = new(AtOnce);

    public Task<CommandResult> ExecuteAsync(
        RecordingCommand command, RecordingId id, CancellationToken cancellationToken) =>
        InTurnAsync(id, () => ObeyAsync(command, id, cancellationToken), cancellationToken);

    /// <summary>Removes the recording with all that belongs to it; one that runs is stopped.</summary>
    public Task<CommandResult> DeleteAsync(RecordingId id, CancellationToken cancellationToken) =>
        InTurnAsync(id, () => RemoveAndStopAsync(id, cancellationToken), cancellationToken);

    public void Dispose() => places.Dispose();

    private async Task<CommandResult> RemoveAndStopAsync(RecordingId id, CancellationToken cancellationToken)
    {
        try
        {
            if (!await RemoveAsync(id, cancellationToken))
                return new CommandResult.NotFound();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new CommandResult.Refused(
                $"Nothing was deleted, since the audio's folder takes no changes: {trouble.Message} "
                + "Let the worker write there and try again.");
        }

        // None: it is gone, and its run must hear of it. Not before: whoever follows it would see a cancellation.
        await queue.CancelAsync(id, CancellationToken.None);
        Log.Deleted(logger, id);
        return new CommandResult.Done();
    }

    /// <summary>
    /// One command at a time for each recording: the stop that belongs to one must not hit the run that the next began.
    /// </summary>
    private async Task<CommandResult> InTurnAsync(
        RecordingId id, Func<Task<CommandResult>> obey, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            await using var turn = await database.BeginShortAsync(LongestTurn, cancellationToken);
            await database.LockAsync($"command of {id}", cancellationToken);
            return await obey();
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<CommandResult> ObeyAsync(
        RecordingCommand command, RecordingId id, CancellationToken cancellationToken)
    {
        var result = await WriteAsync(command, id, cancellationToken);
        // None: it is written down, and the run must hear of it whether its sender waits or not. Also where it was so
        // already: whoever wrote it may have died before the run heard.
        if (result is CommandResult.Done && command is RecordingCommand.Cancel or RecordingCommand.Pause)
            await queue.CancelAsync(id, CancellationToken.None);
        return result;
    }

    private async Task<CommandResult> WriteAsync(
        RecordingCommand command, RecordingId id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.BeginShortAsync(cancellationToken);
        if (await CommandedRecording.LockAsync(database, id, cancellationToken) is not { } recording)
            return new CommandResult.NotFound();
        var (row, hasAudio) = (recording.Row, recording.Row.AudioKey is not null);
        switch (command.Judge(row.Status, row.Held, hasAudio))
        {
            case CommandVerdict.Refuse refusal:
                return new CommandResult.Refused(refusal.Reason);
            case CommandVerdict.SoAlready:
                return new CommandResult.Done();
        }

        await WriteAsync(command, recording, cancellationToken);
        if (command is RecordingCommand.Resume or RecordingCommand.Retry)
            await queue.EnqueueAsync(id, row.Priority, transaction.GetDbTransaction(), cancellationToken);
        // None: a caller that hangs up must not leave it open whether there is something to stop.
        await transaction.CommitAsync(CancellationToken.None);
        Log.Obeyed(logger, command, id, row.Status);
        return new CommandResult.Done();
    }

    private Task WriteAsync(
        RecordingCommand command, CommandedRecording recording, CancellationToken cancellationToken) => command switch
        {
            RecordingCommand.Cancel => recording.CancelAsync(clock.GetUtcNow(), cancellationToken),
            RecordingCommand.Pause => recording.HoldAsync(cancellationToken),
            RecordingCommand.Resume => recording.ResumeAsync(cancellationToken),
            RecordingCommand.Retry => recording.RetryAsync(cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No recording knows this command."),
        };

    /// <returns>Whether it was there.</returns>
    private async Task<bool> RemoveAsync(RecordingId id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.BeginShortAsync(cancellationToken);
        if (await CommandedRecording.LockAsync(database, id, cancellationToken) is not { } recording)
            return false;
        if (recording.Row.AudioKey is { } key)
            files.Disown(key);
        await recording.DeleteAsync(cancellationToken);
        // None: a caller that hangs up must not leave it open whether the file is to go.
        await transaction.CommitAsync(CancellationToken.None);
        if (recording.Row.AudioKey is { } orphan)
            Remove(orphan);
        return true;
    }

    private void Remove(string key)
    {
        try
        {
            files.Delete(key);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            Log.FileStays(logger, key, trouble);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Command} of {RecordingId}, which was {Status}")]
        public static partial void Obeyed(
            ILogger logger, RecordingCommand command, RecordingId recordingId, RecordingStatus status);

        [LoggerMessage(LogLevel.Information, "Deleted {RecordingId}")]
        public static partial void Deleted(ILogger logger, RecordingId recordingId);

        [LoggerMessage(
            LogLevel.Warning,
            "Could not remove the audio file {Key} of a deleted recording; the sweep does in a day")]
        public static partial void FileStays(ILogger logger, string key, Exception trouble);
    }
}
