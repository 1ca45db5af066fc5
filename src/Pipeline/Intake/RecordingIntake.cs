using Longhand.Media;
using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Longhand.Intake;

/// <summary>Takes a file in: stored whole, found to be new and to be audio, then row and job in one transaction.</summary>
public sealed partial class RecordingIntake(
    AudioFiles files,
    AudioProbe probe,
    RecordingAdmission admission,
    TimeProvider clock,
    ILogger<RecordingIntake> logger)
{
    // ENOSPC and EDQUOT, which .NET hands on in the low word of HResult.
    private const int DiskFull = 28;
    private const int QuotaFull = 122;

    private readonly ContentTurns turns = new();

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
            using var turn = await turns.TakeAsync(stored.Sha256, cancellationToken);
            var result = await AdmitAsync(new Arrival(id, incoming, stored), () => keep = true, cancellationToken);
            if (keep)
            {
                files.Claim(stored.Key);
                Log.Accepted(logger, id, incoming.Door, stored.Bytes);
            }
            else if (result is IntakeResult.Known(var of))
            {
                Log.Known(logger, of, incoming.Door);
            }

            return result;
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
        catch (Exception closed) when (stored is null && closed is IOException or UnauthorizedAccessException)
        {
            return new IntakeResult.NoRoom(
                $"The file can't be stored ({closed.Message}). Let the worker write to its audio folder and hand the file in again.");
        }
        catch (DbUpdateException conflict)
            when (conflict.InnerException is PostgresException { ConstraintName: RecordingMapping.Key })
        {
            // Another node received something else under the same id and was quicker; its copy is the one that stays.
            return new IntakeResult.Accepted(id);
        }
        finally
        {
            if (stored is not null && !keep)
                files.Delete(stored.Key);
        }
    }

    private async Task<IntakeResult> AdmitAsync(Arrival arrival, Action committing, CancellationToken cancellationToken)
    {
        if (await admission.FindAsync(arrival, cancellationToken) is { } found)
            return found;
        var (name, key) = (SafeName(arrival.Incoming.Name), arrival.Stored.Key);
        AudioDescription audio;
        try
        {
            audio = await probe.ProbeAsync(files.PathOf(key), name, arrival.Incoming.AudioStream, cancellationToken);
        }
        catch (Exception stopped) when (stopped is ProgramStoppedException or TimeoutException)
        {
            // Here alone: elsewhere on the way a timeout is the database's.
            Log.Interrupted(logger, arrival.Id, stopped);
            return new IntakeResult.Interrupted($"{stopped.Message} Hand it in again.");
        }

        return files.TryKeep(key)
            ? await admission.AdmitAsync(arrival, NewRecording(arrival, audio), committing, cancellationToken)
            : new IntakeResult.Interrupted($"{name} waited for a day to be taken in, and was swept. Hand it in again.");
    }

    private Recording NewRecording(Arrival arrival, AudioDescription audio) => new()
    {
        Id = arrival.Id,
        Name = SafeName(arrival.Incoming.Name),
        Door = arrival.Incoming.Door,
        Source = arrival.Incoming.Source,
        ContentHash = arrival.Stored.Sha256,
        SizeBytes = arrival.Stored.Bytes,
        AudioKey = arrival.Stored.Key,
        AudioStream = arrival.Incoming.AudioStream,
        MaxSegmentSamples = arrival.MaxSegmentSamples,
        Priority = arrival.Incoming.Priority,
        Status = RecordingStatus.Queued,
        Media = audio.ToString(),
        DeclaredSamples = audio.DeclaredSamples,
        CreatedAt = clock.GetUtcNow(),
    };

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

        [LoggerMessage(LogLevel.Information, "Found {RecordingId} to have what came by {Door} already; stored nothing")]
        public static partial void Known(ILogger logger, RecordingId recordingId, RecordingDoor door);

        [LoggerMessage(LogLevel.Warning, "Looking into {RecordingId} was stopped; it was not taken in")]
        public static partial void Interrupted(ILogger logger, RecordingId recordingId, Exception stopped);
    }
}
