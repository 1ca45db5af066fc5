using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Longhand.Dashboard;

/// <summary>Gives people a page where programs get ProblemDetails.</summary>
internal static class DashboardErrors
{
    /// <summary>Whether a person is looking: a browser asks for HTML, and the API's addresses answer to programs alone.</summary>
    public static bool ConcernsPage(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public static Task ShowFailureAsync(HttpContext context)
    {
        var error = context.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error;
        return error is BadHttpRequestException bad
            ? ShowAsync(context, bad.StatusCode)
            : ShowAsync(context, StatusCodes.Status500InternalServerError);
    }

    public static Task ShowStatusAsync(StatusCodeContext context) => ShowAsync(context.HttpContext, context.HttpContext.Response.StatusCode);

    private static Task ShowAsync(HttpContext context, int statusCode)
    {
        DashboardHeaders.Set(context.Response);
        var (title, sentence) = statusCode switch
        {
            StatusCodes.Status404NotFound => ("No such page", "There is nothing at this address."),
            StatusCodes.Status405MethodNotAllowed => ("Not possible here", "This address does not take that kind of request."),
            >= 500 => ("Something failed here", $"The worker could not answer. Its log has the reason under {context.TraceIdentifier}."),
            _ => ("Not understood", "The address or the form holds something that cannot be read."),
        };
        return Pages.Error(statusCode, title, sentence).ExecuteAsync(context);
    }
}
