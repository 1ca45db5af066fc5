using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Longhand.Api;

/// <summary>What a recording was cut into, and which calls were made for each piece.</summary>
internal static class ReadingSegments
{
    public static async Task<Results<Ok<SegmentPage>, ProblemHttpResult>> List(
        string id, [AsParameters] SegmentQuery query, SegmentReads reads, CancellationToken cancellationToken)
    {
        if (query.TryRead(out var limit, out var after, out var state) is { } problem)
            return problem;
        // One more than asked for, to know whether there is a next page.
        if (!RecordingId.TryParse(id, null, out var known)
            || await reads.ListAsync(known, after, state, limit + 1, cancellationToken) is not { } found)
            return Problems.NoRecording(id);
        var page = found.Take(limit).ToArray();
        return TypedResults.Ok(new SegmentPage(
            [.. page.Select(SegmentView.From)], found.Count > limit ? query.NextAfter(known, page[^1]) : null));
    }
}
