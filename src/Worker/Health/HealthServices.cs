using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Longhand.Health;

/// <summary>What supervisors ask: <c>/health</c> whether to send work here, <c>/health/live</c> whether to restart.</summary>
internal static class HealthServices
{
    // Shorter than any supervisor waits, so that it hears what is wrong instead of nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<ProcessHealth>("process", timeout: Patience)
            .AddCheck<DatabaseHealth>("database", timeout: Patience)
            .AddCheck<JobsHealth>("jobs", timeout: Patience);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync });
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { ResponseWriter = WriteAsync, Predicate = _ => false });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new HealthView(
            Word(report.Status),
            report.Entries.ToDictionary(
                check => check.Key,
                check => new HealthCheckView(Word(check.Value.Status), check.Value.Description ?? "Does not answer in time."))),
        context.RequestAborted);

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
