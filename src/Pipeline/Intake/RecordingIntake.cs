using Longhand.Jobs;
using Longhand.Media;
using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Longhand.Intake;

/// <summary>Takes a file in: stored whole, found to be audio, then row and job in one transaction.</summary>
public sealed partial class RecordingIntake(
    AudioFiles files,
    AudioProbe probe,
    IDbContextFactory<LonghandDb> databases,
    IJobQueue queue,
    TimeProvider clock,
    ILogger<RecordingIntake> logger)
{
    // ENOSPC and EDQUOT, which .NET hands on in the low word of HResult.
    private const int DiskFull = 28;
    private const int QuotaFull = 122;

    /// <summary>Streams the file to the audio store and queues it; whatever is not accepted leaves nothing behind.</summary>
    public async Task<IntakeResult> ReceiveAsync(IncomingRecording incoming, CancellationToken cancellationToken)
    {
        var id = incoming.Id ?? RecordingId.New(clock);
        using var step = Steps.Begin(Steps.Receive, id);
        StoredAudio? stored = null;
        var keep = false;
        try
        {
            stored = await files.ReceiveAsync(id, incoming.Content, cancellationToken);
            if (!incoming.IsWhole())
                return new IntakeResult.Unfinished();
            if (stored.Bytes == 0)
                return new IntakeResult.Rejected("The file is empty; hand in one that holds audio.");
            AudioDescription audio;
            try
            {
                audio = await probe.ProbeAsync(
                    files.PathOf(stored.Key), SafeName(incoming.Name), incoming.AudioStream, cancellationToken);
            }
            catch (Exception stopped) when (stopped is ProgramStoppedException or TimeoutException)
            {
                // Here alone: elsewhere on the way a timeout is the database's.
                Log.Interrupted(logger, id, stopped);
                return new IntakeResult.Interrupted($"{stopped.Message} Hand it in again.");
            }

            if (!files.TryKeep(stored.Key))
                return new IntakeResult.Interrupted(
                    $"{SafeName(incoming.Name)} waited for a day to be taken in, and was swept. Hand it in again.");
            await QueueAsync(NewRecording(id, incoming, stored, audio), () => keep = true, cancellationToken);
            files.Claim(stored.Key);
            Log.Accepted(logger, id, incoming.Door, stored.Bytes);
            return new IntakeResult.Accepted(id);
        }
        catch (AudioTooLargeException refusal)
        {
            return new IntakeResult.TooLarge(refusal.Message);
        }
        catch (PermanentFailureException refusal)
        {
            return new IntakeResult.Rejected(refusal.Message);
        }
        catch (AudioStoreFullException refusal)
        {
            return new IntakeResult.NoRoom(refusal.Message);
        }
        catch (IOException full) when ((full.HResult & 0xFFFF) is DiskFull or QuotaFull)
        {
            return new IntakeResult.NoRoom("The audio store's disk is full; make room and hand the file in again.");
        }
        catch (DbUpdateException conflict)
            when (conflict.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Another node received the same file under the same id and was quicker; its copy is the one that stays.
            return new IntakeResult.Accepted(id);
        }
        finally
        {
            if (stored is not null && !keep)
                files.Delete(stored.Key);
        }
    }

    private Recording NewRecording(RecordingId id, IncomingRecording incoming, StoredAudio stored, AudioDescription audio) => new()
    {
        Id = id,
        Name = SafeName(incoming.Name),
        Door = incoming.Door,
        Source = incoming.Source,
        ContentHash = stored.Sha256,
        SizeBytes = stored.Bytes,
        AudioKey = stored.Key,
        AudioStream = incoming.AudioStream,
        MaxSegmentSamples = incoming.MaxSegment is { } longest ? AudioClock.ToSamplesWithin(longest) : null,
        Priority = incoming.Priority,
        Status = RecordingStatus.Queued,
        Media = audio.ToString(),
        DeclaredSamples = audio.DeclaredSamples,
        CreatedAt = clock.GetUtcNow(),
    };

    private async Task QueueAsync(Recording recording, Action committing, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        database.Recordings.Add(recording);
        await database.SaveChangesAsync(cancellationToken);
        await queue.EnqueueAsync(
            recording.Id, recording.Priority, transaction.GetDbTransaction(), cancellationToken);

        // A commit whose answer is lost may have happened: from here on the file stays, to be swept if it did not.
        committing();
        // None: a caller that hangs up must not make the commit such a case.
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>The name without folders and control characters, at most 255 characters, never empty.</summary>
    internal static string SafeName(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new string([.. last.Where(character => !char.IsControl(character))]).Trim();
        return clean.Length switch
        {
            0 => "recording",
            // Not between the halves of a character: PostgreSQL takes whole ones only.
            > 255 => clean[..(char.IsHighSurrogate(clean[254]) ? 254 : 255)],
            _ => clean,
        };
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Accepted {RecordingId} by {Door}, {Bytes} bytes")]
        public static partial void Accepted(ILogger logger, RecordingId recordingId, RecordingDoor door, long bytes);

        [LoggerMessage(LogLevel.Warning, "Looking into {RecordingId} was stopped; it was not taken in")]
        public static partial void Interrupted(ILogger logger, RecordingId recordingId, Exception stopped);
    }
}
