using System.Linq.Expressions;
using Longhand.Recordings;
using Microsoft.EntityFrameworkCore;

namespace Longhand.Storage;

/// <summary>What the doors show of recordings, projected in the query.</summary>
public sealed class RecordingReads(IDbContextFactory<LonghandDb> databases)
{
    /// <summary>One page, newest first.</summary>
    /// <param name="before">The last id of the page before; null for the first page.</param>
    /// <param name="status">Only these; null for all.</param>
    /// <param name="limit">At most so many rows.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<RecordingSummary>> ListAsync(
        RecordingId? before, RecordingStatus? status, int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var recordings = database.Recordings.AsNoTracking();
        if (status is { } wanted)
            recordings = recordings.Where(recording => recording.Status == wanted);
        if (before is { } last)
            recordings = recordings.Where(recording => recording.Id.CompareTo(last) < 0);
        return await recordings.OrderByDescending(recording => recording.Id).Take(limit)
            .Select(ToSummary(database)).ToListAsync(cancellationToken);
    }

    /// <summary>One recording, or null where there is none of that id.</summary>
    public async Task<RecordingSummary?> FindAsync(RecordingId id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Recordings.AsNoTracking().Where(recording => recording.Id == id)
            .Select(ToSummary(database)).SingleOrDefaultAsync(cancellationToken);
    }

    private static Expression<Func<Recording, RecordingSummary>> ToSummary(LonghandDb database) => recording => new RecordingSummary
    {
        Id = recording.Id,
        Name = recording.Name,
        Door = recording.Door,
        Status = recording.Status,
        Held = recording.Held,
        HasAudio = recording.AudioKey != null,
        Media = recording.Media,
        SizeBytes = recording.SizeBytes,
        AudioStream = recording.AudioStream,
        MaxSegmentSamples = recording.MaxSegmentSamples,
        Priority = recording.Priority,
        DeclaredSamples = recording.DeclaredSamples,
        DecodedSamples = recording.DecodedSamples,
        SplitSamples = database.Segments.Where(segment => segment.RecordingId == recording.Id)
            .Max(segment => (long?)segment.EndSample) ?? 0,
        TranscribedSamples = database.Segments
            .Where(segment => segment.RecordingId == recording.Id && segment.State == SegmentState.Transcribed)
            .Sum(segment => segment.EndSample - segment.StartSample),
        SilentSamples = database.Segments
            .Where(segment => segment.RecordingId == recording.Id && segment.State == SegmentState.Silent)
            .Sum(segment => segment.EndSample - segment.StartSample),
        GapSamples = database.Segments
            .Where(segment => segment.RecordingId == recording.Id && segment.State == SegmentState.Gap)
            .Sum(segment => segment.EndSample - segment.StartSample),
        Segments = database.Segments.Count(segment => segment.RecordingId == recording.Id),
        Calls = database.Segments.Where(segment => segment.RecordingId == recording.Id).Sum(segment => segment.Calls),
        SentSamples = database.Segments.Where(segment => segment.RecordingId == recording.Id)
            .Sum(segment => segment.SentSamples),
        ResentSamples = database.Segments.Where(segment => segment.RecordingId == recording.Id)
            .Sum(segment => segment.ResentSamples),
        Notes = recording.Notes,
        Error = recording.Error,
        Attempts = recording.Attempts,
        Node = recording.Node,
        CreatedAt = recording.CreatedAt,
        StartedAt = recording.StartedAt,
        FinishedAt = recording.FinishedAt,
    };
}
