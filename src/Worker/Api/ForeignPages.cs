using Longhand.Requests;

namespace Longhand.Api;

/// <summary>Keeps other sites' pages from changing anything.</summary>
internal static class ForeignPages
{
    // There is no login: without this any page could have its visitor's browser spend the speech API's budget.
    public static ValueTask<object?> TurnAway(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        SameOrigin.Allows(context.HttpContext.Request)
            ? next(context)
            : ValueTask.FromResult<object?>(Problems.Of(
                StatusCodes.Status403Forbidden,
                "This request was sent by another site's page; "
                    + "only this worker's own pages and programs may send it."));
}
