using Longhand.Api;
using Longhand.Journey;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Longhand.Hosting;

/// <summary>The process around the rooms: settings, logging, listening, start and stop.</summary>
internal static class WorkerHost
{
    /// <summary>
    /// What a stop takes beyond the calls in flight: recordings are handed back, connections and programs are closed.
    /// </summary>
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(20);

    /// <summary>Settings in rising order: <c>appsettings.json</c> beside the program, the environment, the command line.</summary>
    public static WebApplicationBuilder CreateBuilder(ServeSettings settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration
            // The framework reads these before the file, so that ASPNETCORE_URLS could not override it.
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables()
            .AddInMemoryCollection(settings.Values);
        builder.Services.AddSingleton<StartGate>();
        builder.Services.AddSingleton<Preparation>();
        builder.Services.AddSingleton<IConfigureOptions<LoggerFilterOptions>, StartLogFilter>();
        builder.Services.Configure<HostFilteringOptions>(hosts => hosts.IncludeFailureMessage = false);
        // The first is the outermost, and the framework's own host filter is there already.
        builder.Services.Insert(0, ServiceDescriptor.Transient<IStartupFilter, StrangeHostAnswer>());
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<JourneyOptions>>(
            (host, journey) => host.ShutdownTimeout = journey.Value.Grace + ClosingTime);
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<ApiOptions>>(Listen);
        return builder;
    }

    /// <summary>Prepares, serves until told to stop, and stops.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> ServeAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await app.Services.GetRequiredService<Preparation>().PrepareAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        app.Services.GetRequiredService<StartGate>().Open();
        await app.WaitForShutdownAsync(cancellationToken);
        return FailedInBackground(app) ? 1 : 0;
    }

    private static void Listen(KestrelServerOptions server, IOptions<ApiOptions> api)
    {
        server.AddServerHeader = false;
        // Kestrel's floor is an average over the whole request, so it ends drips; RequestBody ends stalls.
        server.Limits.MinRequestBodyDataRate = new MinDataRate(api.Value.MinUploadBytesPerSecond, api.Value.UploadStallTimeout);
    }

    // The host stops in good order when a background service fails; whoever started the process must still hear of it.
    private static bool FailedInBackground(WebApplication app) => app.Services.GetServices<IHostedService>()
        .OfType<BackgroundService>().Any(service => service.ExecuteTask is { IsFaulted: true });
}
