using Longhand.Support;

namespace Longhand.IntegrationTests.Api;

/// <summary>One worker for the tests of a class, small and impatient enough for all of them.</summary>
public sealed class SharedSite(PostgresCluster cluster) : IAsyncLifetime
{
    public const long MaxFileBytes = 320_000_000;

    internal WorkerSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = await WorkerSite.StartAsync(
        cluster,
        ("Storage:MaxFileBytes", $"{MaxFileBytes}"),
        ("Api:UploadStallTimeout", "00:00:02"),
        ("Api:Heartbeat", "00:00:01"),
        // The tests hand the same tones in again and again, and mean new recordings.
        ("Intake:SameContent", "Transcribe"));

    public ValueTask DisposeAsync() => Site is null ? ValueTask.CompletedTask : Site.DisposeAsync();
}
