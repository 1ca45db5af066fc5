namespace Longhand.Dashboard;

/// <summary>What every answer of the dashboard tells the browser to refuse.</summary>
internal static class DashboardHeaders
{
    public static void Set(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        // Not no-referrer: browsers would then send our own form with a null origin.
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-cache";
    }

    public static ValueTask<object?> AddAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        Set(context.HttpContext.Response);
        return next(context);
    }
}
