using Microsoft.AspNetCore.Mvc;

namespace Longhand.Dashboard;

/// <summary>The pages' addresses.</summary>
internal static class DashboardRoutes
{
    public static WebApplication MapDashboard(this WebApplication app)
    {
        app.UseWhen(DashboardErrors.ConcernsPage, pages => pages
            .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = DashboardErrors.ShowFailureAsync })
            .UseStatusCodePages(DashboardErrors.ShowStatusAsync));

        var dashboard = app.MapGroup("").AddEndpointFilter(DashboardHeaders.AddAsync).ExcludeFromDescription();
        dashboard.MapGet("/", ReadingPages.ListAsync);
        dashboard.MapGet("/recordings/{id:guid}", ReadingPages.RecordingAsync);
        // The audio store has its own limit, and tells people of it.
        dashboard.MapPost("/recordings", UploadDoor.ReceiveAsync).WithMetadata(new DisableRequestSizeLimitAttribute());
        dashboard.MapPost("/recordings/{id:guid}/cancel", CommandDoor.CancelAsync);
        dashboard.MapPost("/recordings/{id:guid}/pause", CommandDoor.PauseAsync);
        dashboard.MapPost("/recordings/{id:guid}/resume", CommandDoor.ResumeAsync);
        dashboard.MapPost("/recordings/{id:guid}/retry", CommandDoor.RetryAsync);
        dashboard.MapPost("/recordings/{id:guid}/delete", CommandDoor.DeleteAsync);
        dashboard.MapPost("/queue/resume", ResumeDoor.ResumeAsync);
        dashboard.MapGet("/dashboard/events", LiveEvents.OfList);
        dashboard.MapGet("/dashboard/events/{id:guid}", LiveEvents.OfRecording);
        foreach (var asset in DashboardAssets.All)
            dashboard.MapGet(asset.Path, asset.Send);
        return app;
    }
}
