using System.Data.Common;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Longhand.Recordings;
using Longhand.Storage;

namespace Longhand.Dashboard;

/// <summary>Keeps an open page equal to the database by server-sent events.</summary>
internal sealed partial class LiveFeed(
    RecordingChanges changes,
    FragmentRenderer renderer,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<LiveFeed> logger)
{
    /// <summary>However fast rows change, a page is not rendered more often.</summary>
    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>A page is looked at again after this time even without a hint; also what tells us that a browser is gone.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(2);

    // The stream is no HTML document, so that the angle brackets in it need no escapes.
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Patches from now until the view is final, the browser is gone or the process stops.</summary>
    /// <param name="read">Reads the view; null where it is gone.</param>
    /// <param name="concerns">The recordings that the view shows.</param>
    /// <param name="cancellationToken">The browser's presence.</param>
    public async IAsyncEnumerable<SseItem<string>> FollowAsync(
        Func<CancellationToken, Task<LiveView?>> read,
        Func<RecordingId, bool> concerns,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending =
            CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await using var hints = new ChangeHints(changes.WatchAsync, concerns, clock, ending.Token);
        var memory = new RegionMemory();
        while (await LookAsync(read, memory, ending.Token) is { } look)
        {
            yield return look.Patches.Count == 0
                ? new SseItem<string>("", "beat")
                : new SseItem<string>(JsonSerializer.Serialize(look.Patches, Json), "patch") { ReconnectionInterval = Reconnect };
            if (look.Final)
                yield return new SseItem<string>("", "end");
            if (look.Final || !await WaitAsync(hints, ending.Token))
                yield break;
        }
    }

    private async Task<(IReadOnlyList<RegionPatch> Patches, bool Final)?> LookAsync(
        Func<CancellationToken, Task<LiveView?>> read, RegionMemory memory, CancellationToken cancellationToken)
    {
        try
        {
            return await read(cancellationToken) is { } view
                ? (memory.Patch(await renderer.RenderAsync(view.Regions, cancellationToken)), view.Final)
                : null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException { InnerException: DbException })
        {
            // The browser connects again by itself; by then the database may be back.
            Log.Ended(logger, failure);
            return null;
        }
    }

    private async Task<bool> WaitAsync(ChangeHints hints, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(MinInterval, clock, cancellationToken);
            await hints.WaitAsync(Heartbeat, cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Ended a page's live updates, because the database could not be read")]
        public static partial void Ended(ILogger logger, Exception failure);
    }
}
