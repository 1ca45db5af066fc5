using Longhand.Dashboard;
using Longhand.Intake;
using Longhand.Jobs;
using Longhand.Journey;
using Longhand.Media;
using Longhand.Recognition;
using Longhand.Splitting;
using Longhand.Storage;
using Longhand.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Longhand.IntegrationTests.Dashboard;

/// <summary>The dashboard on a free port, over a database and an audio store of its own.</summary>
internal sealed class DashboardHost : IAsyncDisposable
{
    private readonly WebApplication running;
    private readonly DirectoryInfo home;

    private DashboardHost(WebApplication app, DirectoryInfo folder, LogComplaints complaints)
    {
        Complaints = complaints;
        running = app;
        home = folder;
    }

    public Uri Address => new(running.Urls.First());

    public RecordingRows Rows => new(running.Services.GetRequiredService<IDbContextFactory<LonghandDb>>());

    /// <summary>Errors and warnings that the host logged.</summary>
    public LogComplaints Complaints { get; }

    public string AudioFolder => Path.Combine(home.FullName, "audio");

    public static async Task<DashboardHost> StartAsync(PostgresCluster cluster, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("longhand-dashboard-");
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        var complaints = new LogComplaints();
        builder.Logging.ClearProviders().AddProvider(complaints);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:ConnectionString"] = await cluster.CreateDatabaseAsync(cancellationToken),
            ["Storage:AudioFolder"] = Path.Combine(folder.FullName, "audio"),
            ["Storage:WorkFolder"] = Path.Combine(folder.FullName, "work"),
            ["Storage:MaxFileBytes"] = "4000000",
            ["Recognition:BaseAddress"] = "http://127.0.0.1:9/",
        });
        builder.Services.AddStorage(builder.Configuration).AddMedia(builder.Configuration)
            .AddSplitting(builder.Configuration).AddRecognition(builder.Configuration).AddJourney(builder.Configuration)
            .AddJobs(builder.Configuration, runsJobs: false).AddIntake(builder.Configuration).AddDashboard();
        var app = builder.Build();
        app.MapDashboard();
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        return new DashboardHost(app, folder, complaints);
    }

    public Task StopAsync(CancellationToken cancellationToken) => running.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await running.DisposeAsync();
        home.Delete(recursive: true);
    }
}
