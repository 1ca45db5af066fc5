using Microsoft.AspNetCore.Http.HttpResults;

namespace Longhand.Api;

/// <summary>The refusals of the API, each with the fact and the way out.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    public static ProblemHttpResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, detail);

    public static ProblemHttpResult NoRecording(string id) =>
        Of(StatusCodes.Status404NotFound, $"There is no recording '{id}'; GET {RecordingLinks.All} lists those that there are.");
}
