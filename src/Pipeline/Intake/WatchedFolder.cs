using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Longhand.Intake;

/// <summary>Takes in what is dropped into a folder. Looking again and again is the truth; file events get lost on network drives.</summary>
internal sealed partial class WatchedFolder(
    RecordingIntake intake,
    IDbContextFactory<LonghandDb> databases,
    NpgsqlDataSource connections,
    IOptions<IntakeOptions> options,
    TimeProvider clock,
    ILogger<WatchedFolder> logger) : BackgroundService
{
    private readonly SettledFiles settled = new(options.Value.SettleTime, options.Value.EmptyFilePatience);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    /// <summary>One look: what settled is taken, and what was taken, now or before a crash, goes on.</summary>
    /// <returns>Whether all of it did; what did not is tried again at the next look.</returns>
    internal async Task<bool> LookAsync(FolderPlaces places, CancellationToken cancellationToken)
    {
        var untroubled = true;
        foreach (var file in settled.Observe(places.Look(Unseen), clock.GetUtcNow()))
            untroubled &= await TryAsync(file.Path, () => Take(places, file), cancellationToken);
        foreach (var (id, takenPath, relativePath) in places.Taken().ToList())
            untroubled &= await TryAsync(
                relativePath, () => GoOnAsync(places, id, takenPath, relativePath, cancellationToken), cancellationToken);
        return untroubled;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var places = new FolderPlaces(options.Value.WatchedFolder!);
        places.Create();
        Log.Watching(logger, places.Folder);
        while (!stoppingToken.IsCancellationRequested)
        {
            var delay = options.Value.PollInterval;
            try
            {
                delay = await LookAsync(places, stoppingToken) ? options.Value.PollInterval : options.Value.TroubleDelay;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // Whatever it is (a stalled ffprobe, a database away, wrapped by any library in any exception), the next look may do
            // better, and ending the worker for it would only meet it again after the restart.
            catch (Exception trouble)
            {
                Log.Trouble(logger, places.Folder, trouble);
                delay = options.Value.TroubleDelay;
            }

            await Task.Delay(delay, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One file's trouble must not keep the others waiting; it is told of once.</summary>
    private async Task<bool> TryAsync(string file, Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
            told.Remove(file);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        // Any trouble at all: a list of the expected ones would leave out the one that comes, and the file stays in any case.
        catch (Exception trouble)
        {
            Unseen(file, trouble);
            return false;
        }
    }

    private void Unseen(string file, Exception trouble)
    {
        if (told.Add(file))
            Log.NotTaken(logger, file, trouble);
    }

    private Task Take(FolderPlaces places, FolderFile file)
    {
        places.TryTake(file, RecordingId.New(clock));
        return Task.CompletedTask;
    }

    /// <summary>While it is worked on, a database lock under its id keeps other nodes that share the folder away from it.
    /// A node that freezes in the middle keeps it until it wakes or its connection ends: receiving may take long.</summary>
    private async Task GoOnAsync(
        FolderPlaces places, RecordingId id, string takenPath, string relativePath, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var mine = new NpgsqlCommand("select pg_try_advisory_xact_lock(hashtextextended($1, 0))", connection, transaction);
        mine.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"watched folder {id}" });
        if (await mine.ExecuteScalarAsync(cancellationToken) is not true || !File.Exists(takenPath))
            return;
        if (await IsAcceptedAsync(id, cancellationToken))
            places.Accept(id, takenPath, relativePath);
        else
            await ReceiveAsync(places, id, takenPath, relativePath, cancellationToken);
    }

    private async Task ReceiveAsync(
        FolderPlaces places, RecordingId id, string takenPath, string relativePath, CancellationToken cancellationToken)
    {
        switch (await ReceiveFileAsync(places, id, takenPath, relativePath, cancellationToken))
        {
            case IntakeResult.Accepted:
                places.Accept(id, takenPath, relativePath);
                break;
            case IntakeResult.Known known:
                // There is no row of its id: after a crash before this move it is found to be known again.
                places.Accept(id, takenPath, relativePath);
                Log.Known(logger, relativePath, known.Of);
                break;
            case IntakeResult.Rejected rejected:
                places.Reject(id, takenPath, relativePath, rejected.Reason);
                Log.Rejected(logger, relativePath, rejected.Reason);
                break;
            case IntakeResult.TooLarge tooLarge:
                places.Reject(id, takenPath, relativePath, tooLarge.Reason);
                Log.Rejected(logger, relativePath, tooLarge.Reason);
                break;
            case IntakeResult.Unfinished:
                places.PutBack(id, takenPath, relativePath);
                break;
            case IntakeResult.NoRoom noRoom:
                places.PutBack(id, takenPath, relativePath);
                throw new IOException(noRoom.Reason);
            case IntakeResult.Interrupted interrupted:
                // Nothing is known against the file: it stays taken, and the next look goes on with it.
                throw new IOException(interrupted.Reason);
            case var other:
                throw new InvalidOperationException($"{other} is no answer that the watched folder knows.");
        }
    }

    private async Task<IntakeResult> ReceiveFileAsync(
        FolderPlaces places, RecordingId id, string takenPath, string relativePath, CancellationToken cancellationToken)
    {
        var before = (new FileInfo(takenPath).Length, File.GetLastWriteTimeUtc(takenPath));
        // Not opened at all when empty: it may be a pipe, whose opening would wait for a writer.
        if (before.Length == 0)
            return new IntakeResult.Rejected("The file is empty; hand in one that holds audio.");
        await using var content = new FileStream(takenPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, useAsync: true);
        return await intake.ReceiveAsync(
            new IncomingRecording(Path.GetFileName(relativePath), RecordingDoor.Folder, Path.Combine(places.Folder, relativePath), content)
            {
                Id = id,
                IsWhole = () => before == (new FileInfo(takenPath).Length, File.GetLastWriteTimeUtc(takenPath)),
            },
            cancellationToken);
    }

    private async Task<bool> IsAcceptedAsync(RecordingId id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Recordings.AnyAsync(recording => recording.Id == id, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Watching {Folder}")]
        public static partial void Watching(ILogger logger, string folder);

        [LoggerMessage(
            LogLevel.Information,
            "Put {File} aside as accepted: recording {RecordingId} has the same content and was not made again")]
        public static partial void Known(ILogger logger, string file, RecordingId recordingId);

        [LoggerMessage(LogLevel.Warning, "Rejected {File}: {Reason}")]
        public static partial void Rejected(ILogger logger, string file, string reason);

        [LoggerMessage(LogLevel.Warning, "Cannot take {File} from the watched folder; it stays and is tried again")]
        public static partial void NotTaken(ILogger logger, string file, Exception refused);

        [LoggerMessage(LogLevel.Warning, "Could not finish looking into {Folder}; looking again later")]
        public static partial void Trouble(ILogger logger, string folder, Exception trouble);
    }
}
