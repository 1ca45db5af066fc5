using Longhand.Api;
using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Longhand.Dashboard;

/// <summary>The streams that keep open pages up to date.</summary>
internal static class LiveEvents
{
    public static Results<ServerSentEventsResult<string>, ProblemHttpResult> OfList(
        string? status,
        string? before,
        RecordingReads reads,
        CallBudgetReads budget,
        LiveFeed feed,
        CancellationToken cancellationToken)
    {
        if (!ListQuery.TryParse(status, before, out var query, out var refusal))
            return Problems.BadRequest(refusal);
        return TypedResults.ServerSentEvents(feed.FollowAsync(
            async token => (await RecordingList.ReadAsync(reads, budget, query, token)).ToLive(),
            // Any recording may come into the list, or fall out of its filter.
            _ => true,
            cancellationToken));
    }

    public static async Task<Results<ServerSentEventsResult<string>, ProblemHttpResult>> OfRecording(
        Guid id, double? from, RecordingReads reads, TranscriptBlocks blocks, LiveFeed feed, CancellationToken cancellationToken)
    {
        var recording = new RecordingId(id);
        if (await reads.FindAsync(recording, cancellationToken) is null)
            return Problems.NoRecording(id.ToString());
        return TypedResults.ServerSentEvents(feed.FollowAsync(
            async token => (await RecordingView.ReadAsync(recording, from ?? 0, reads, blocks, token))?.ToLive(),
            changed => changed == recording,
            cancellationToken));
    }
}
