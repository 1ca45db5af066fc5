using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Stitching;
using Longhand.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Longhand.Transcripts;

/// <summary>Reads transcripts, whole or as far as they have come.</summary>
public sealed class TranscriptReads(IDbContextFactory<LonghandDb> databases, IOptions<RecognitionOptions> recognition)
{
    /// <summary>One moment's transcript: rows, segments and words are of the same instant. Null where there is no such recording.</summary>
    public async Task<Transcript?> ReadAsync(RecordingId id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.Database.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var recording = await database.Recordings.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (recording is null)
            return null;
        var segments = await database.Segments.AsNoTracking().Where(row => row.RecordingId == id).ToListAsync(cancellationToken);
        var utterances = await database.Utterances.AsNoTracking().Where(row => row.RecordingId == id).ToListAsync(cancellationToken);
        return Transcript.From(recording, segments, utterances) with { Price = recognition.Value.ProfileInUse().Price };
    }
}
