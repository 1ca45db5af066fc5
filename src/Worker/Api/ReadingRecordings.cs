using Longhand.Recordings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Longhand.Api;

/// <summary>What is known of recordings.</summary>
internal static class ReadingRecordings
{
    public static async Task<Results<Ok<RecordingPage>, ProblemHttpResult>> List(
        [AsParameters] RecordingQuery query,
        RecordingViews views,
        IOptions<ApiOptions> options,
        CancellationToken cancellationToken)
    {
        if (query.TryRead(options.Value.PageSize, out var limit, out var before, out var status) is { } problem)
            return problem;
        // One more than asked for, to know whether there is a next page.
        var found = await views.ListAsync(before, status, limit + 1, cancellationToken);
        var page = found.Take(limit).ToArray();
        return TypedResults.Ok(new RecordingPage(
            page, found.Count > limit ? query.NextAfter(new RecordingId(page[^1].Id)) : null));
    }

    public static async Task<Results<Ok<RecordingView>, ProblemHttpResult>> Find(
        string id, RecordingViews views, CancellationToken cancellationToken) =>
        await FindAsync(id, views, cancellationToken) is { } recording
            ? TypedResults.Ok(recording)
            : Problems.NoRecording(id);

    public static async Task<Results<ServerSentEventsResult<RecordingView>, ProblemHttpResult>> Follow(
        string id, RecordingViews views, RecordingFollower follower, CancellationToken cancellationToken) =>
        await FindAsync(id, views, cancellationToken) is { } recording
            ? TypedResults.ServerSentEvents(follower.FollowAsync(new RecordingId(recording.Id), cancellationToken))
            : Problems.NoRecording(id);

    private static async Task<RecordingView?> FindAsync(
        string id, RecordingViews views, CancellationToken cancellationToken) =>
        RecordingId.TryParse(id, null, out var known) ? await views.FindAsync(known, cancellationToken) : null;
}
