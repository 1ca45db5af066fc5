using Microsoft.AspNetCore.Mvc;

namespace Longhand.Api;

/// <summary>Recordings over HTTP.</summary>
internal static class RecordingRoutes
{
    public static void MapRecordings(this IEndpointRouteBuilder routes)
    {
        var recordings = routes.MapGroup(RecordingLinks.All)
            .WithTags("Recordings").AddEndpointFilter(ForeignPages.TurnAway);
        recordings.MapPost("/", ReceivingRecordings.Receive).WithSummary("Hand in a recording")
            .TakesOnly([Uploads.NameParameter, .. RecordingChoices.Parameters])
            // The store says how large a file may be; the server's own limit would end uploads at 30 MB.
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .ProducesProblem(403).ProducesProblem(408).ProducesProblem(409).ProducesProblem(413)
            .ProducesProblem(415).ProducesProblem(422).ProducesProblem(503).ProducesProblem(507);
        recordings.MapGet("/", ReadingRecordings.List).WithSummary("List recordings, newest first")
            .TakesOnly<RecordingQuery>();
        recordings.MapGet("/{id}", ReadingRecordings.Find).WithSummary("Where a recording stands").ProducesProblem(404);
        recordings.MapGet("/{id}/transcript", ReadingTranscripts.Read).WithSummary("Its transcript, as far as it has come")
            .TakesOnly("format", "download").ProducesProblem(404);
        recordings.MapGet("/{id}/segments", ReadingSegments.List)
            .WithSummary("Its segments, and the calls that were made for each")
            .TakesOnly<SegmentQuery>().ProducesProblem(404);
        Commands(recordings);
        recordings.MapGet("/{id}/events", ReadingRecordings.Follow).WithSummary("Its changes until its end, as server-sent events")
            .ProducesProblem(404);
    }

    private static void Commands(RouteGroupBuilder recordings)
    {
        var commands = recordings.MapGroup("/{id}").ProducesProblem(403).ProducesProblem(404).ProducesProblem(503);
        commands.MapPost("/cancel", CommandingRecordings.Cancel).ProducesProblem(409)
            .WithSummary("Stop it for good, on whatever worker it runs; what was transcribed is kept");
        commands.MapPost("/pause", CommandingRecordings.Pause).ProducesProblem(409)
            .WithSummary("Stop it until it is resumed, on whatever worker it runs; what was answered is kept");
        commands.MapPost("/resume", CommandingRecordings.Resume).ProducesProblem(409)
            .WithSummary("Go on with one that was paused");
        commands.MapPost("/retry", CommandingRecordings.Retry).ProducesProblem(409)
            .WithSummary("Send what is missing of it once more, and only that");
        commands.MapDelete("/", CommandingRecordings.Delete).ProducesProblem(507)
            .WithSummary("Remove it with its audio and its transcript; one that runs is stopped");
    }
}
