using Microsoft.AspNetCore.Http.HttpResults;

namespace Longhand.Api;

/// <summary>The refusals of the API, each with the fact and the way out.</summary>
internal static class Problems
{
    private const string Description = "/openapi/v1.json";

    public static ProblemHttpResult Of(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    public static ProblemHttpResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, detail);

    public static ProblemHttpResult NoRecording(string id) =>
        Of(StatusCodes.Status404NotFound, $"There is no recording '{id}'; GET {RecordingLinks.All} lists those that there are.");

    /// <summary>Gives what the framework refuses by itself the fact and the way out too.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        context.ProblemDetails.Detail ??= response.StatusCode switch
        {
            StatusCodes.Status404NotFound => $"There is nothing at {request.Path}; GET {Description} tells what there is.",
            StatusCodes.Status405MethodNotAllowed =>
                $"{request.Path} takes no {request.Method}, but {response.Headers.Allow}; GET {Description} tells what there is.",
            _ => null,
        };
    }
}
