using Longhand.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace Longhand.Api;

/// <summary>Answers 503 while the database is away: the caller did nothing wrong and may try again.</summary>
internal sealed class DatabaseTrouble(IProblemDetailsService problems) : IExceptionHandler
{
    private const string RetryAfterSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!Outage.IsOfTheDatabase(exception))
            return false;
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = StatusCodes.Status503ServiceUnavailable, Detail = "The database does not answer; try again soon." },
        });
    }
}
