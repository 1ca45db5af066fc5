using Longhand.Jobs;
using Longhand.Journey;
using Longhand.Recognition;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Longhand.Api;

/// <summary>The queue and the cluster's budget of calls over HTTP.</summary>
internal static class QueueRoutes
{
    private const string Path = "/v1/queue";

    public static void MapQueue(this IEndpointRouteBuilder routes)
    {
        var queue = routes.MapGroup(Path).WithTags("Queue").AddEndpointFilter(ForeignPages.TurnAway);
        queue.MapGet("/", Read).WithSummary("What waits, what runs, and how the speech API is called")
            .ProducesProblem(503);
        queue.MapPost("/resume", Resume).WithSummary("End the speech account's pause and start what waits for that")
            .ProducesProblem(403).ProducesProblem(503);
    }

    private static async Task<Ok<QueueView>> Read(
        IJobQueue queue, CallBudgetReads budget, CancellationToken cancellationToken) =>
        TypedResults.Ok(QueueView.From(
            await queue.OverviewAsync(cancellationToken), await budget.ReadAsync(cancellationToken)));

    private static async Task<Ok<QueueView>> Resume(
        PausedRecordings recordings, IJobQueue queue, CallBudgetReads budget, CancellationToken cancellationToken)
    {
        await recordings.ResumeAsync(cancellationToken);
        return await Read(queue, budget, cancellationToken);
    }
}
