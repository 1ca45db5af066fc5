using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Longhand.Api;

/// <summary>What is known of recordings.</summary>
internal static class ReadingRecordings
{
    public static async Task<Results<Ok<RecordingPage>, ProblemHttpResult>> List(
        [AsParameters] RecordingQuery query, RecordingReads reads, IOptions<ApiOptions> options, CancellationToken cancellationToken)
    {
        if (query.TryRead(options.Value.PageSize, out var limit, out var before, out var status) is { } problem)
            return problem;
        // One more than asked for, to know whether there is a next page.
        var found = await reads.ListAsync(before, status, limit + 1, cancellationToken);
        var page = found.Take(limit).ToArray();
        return TypedResults.Ok(new RecordingPage(
            [.. page.Select(RecordingView.From)], found.Count > limit ? query.NextAfter(page[^1].Id) : null));
    }

    public static async Task<Results<Ok<RecordingView>, ProblemHttpResult>> Find(
        string id, RecordingReads reads, CancellationToken cancellationToken) =>
        await FindAsync(id, reads, cancellationToken) is { } recording
            ? TypedResults.Ok(RecordingView.From(recording))
            : Problems.NoRecording(id);

    public static async Task<Results<ServerSentEventsResult<RecordingView>, ProblemHttpResult>> Follow(
        string id, RecordingReads reads, RecordingFollower follower, CancellationToken cancellationToken) =>
        await FindAsync(id, reads, cancellationToken) is { } recording
            ? TypedResults.ServerSentEvents(follower.FollowAsync(recording.Id, cancellationToken))
            : Problems.NoRecording(id);

    private static async Task<RecordingSummary?> FindAsync(string id, RecordingReads reads, CancellationToken cancellationToken) =>
        RecordingId.TryParse(id, null, out var known) ? await reads.FindAsync(known, cancellationToken) : null;
}
