using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.Extensions.Options;

namespace Longhand.Api;

/// <summary>Follows one recording to its end.</summary>
internal sealed class RecordingFollower(
    RecordingViews views,
    RecordingChanges changes,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    IOptions<ApiOptions> options)
{
    /// <summary>The state now, at each change, and once a heartbeat; ends with the recording, or when the process stops.</summary>
    public async IAsyncEnumerable<RecordingView> FollowAsync(
        RecordingId id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A stream that outlives the stop of the process would hold that up.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        // Before the first read, so that no change falls between the two.
        var listening = ListenAsync(id, changed.Writer, ending.Token);
        try
        {
            while (!ending.IsCancellationRequested && await views.FindAsync(id, cancellationToken) is { } recording)
            {
                yield return recording;
                if (recording.Final)
                    yield break;
                await Task.Delay(options.Value.EventInterval, clock, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await ChangeOrHeartbeatAsync(changed.Reader, ending.Token);
            }
        }
        finally
        {
            await ending.CancelAsync();
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(RecordingId id, ChannelWriter<bool> changed, CancellationToken cancellationToken)
    {
        await foreach (var other in changes.WatchAsync(cancellationToken))
            if (other == id)
                changed.TryWrite(true);
    }

    private async Task ChangeOrHeartbeatAsync(ChannelReader<bool> changed, CancellationToken cancellationToken)
    {
        using var heartbeat = new CancellationTokenSource(options.Value.Heartbeat, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(heartbeat.Token, cancellationToken);
        await ((Task)changed.WaitToReadAsync(either.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        changed.TryRead(out _);
    }
}
