using Longhand.Recordings;
using Microsoft.EntityFrameworkCore;

namespace Longhand.Storage;

/// <summary>What the doors show of a recording's segments.</summary>
public sealed class SegmentReads(IDbContextFactory<LonghandDb> databases)
{
    /// <summary>One page in order of time, without answers; null where there is no such recording.</summary>
    /// <param name="id">Whose segments.</param>
    /// <param name="after">The start of the last one of the page before; null for the first page.</param>
    /// <param name="state">Only these; null for all.</param>
    /// <param name="limit">At most so many rows.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<Segment>?> ListAsync(
        RecordingId id, long? after, SegmentState? state, int limit, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var segments = database.Segments.AsNoTracking().Where(segment => segment.RecordingId == id);
        if (after is { } last)
            segments = segments.Where(segment => segment.StartSample > last);
        if (state is { } wanted)
            segments = segments.Where(segment => segment.State == wanted);
        var page = await segments.OrderBy(segment => segment.StartSample).Take(limit)
            .Select(segment => new Segment
            {
                RecordingId = segment.RecordingId,
                StartSample = segment.StartSample,
                EndSample = segment.EndSample,
                State = segment.State,
                Forced = segment.Forced,
                OverlapSamples = segment.OverlapSamples,
                Confidence = segment.Confidence,
                GapReason = segment.GapReason,
                LastError = segment.LastError,
                Calls = segment.Calls,
                SentSamples = segment.SentSamples,
                ResentSamples = segment.ResentSamples,
                Attempts = segment.Attempts,
                AnsweredAt = segment.AnsweredAt,
            })
            .ToListAsync(cancellationToken);
        return page.Count > 0 || await database.Recordings.AnyAsync(recording => recording.Id == id, cancellationToken)
            ? page
            : null;
    }
}
