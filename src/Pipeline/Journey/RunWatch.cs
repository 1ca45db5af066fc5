using Longhand.Storage;

namespace Longhand.Journey;

/// <summary>
/// Gives the calls in flight up where the recording is cancelled, paused or deleted while they are given their time
/// before a shutdown: one that is asked to stop already does not hear it a second time.
/// </summary>
internal sealed class RunWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource done = new();
    private readonly Task watching;

    public RunWatch(RecordingRun run, RunInterruption interruption, TimeProvider clock) =>
        watching = WatchAsync(run, interruption, clock);

    public async ValueTask DisposeAsync()
    {
        await done.CancelAsync();
        await watching;
        done.Dispose();
    }

    private async Task WatchAsync(RecordingRun run, RunInterruption interruption, TimeProvider clock)
    {
        using (var stopping = CancellationTokenSource.CreateLinkedTokenSource(interruption.Stopping, done.Token))
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, stopping.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!done.IsCancellationRequested)
        {
            try
            {
                if (!await run.IsCurrentAsync(done.Token))
                {
                    interruption.End();
                    return;
                }
            }
            catch (Exception away) when (Outage.Is(away) || done.IsCancellationRequested)
            {
                // A run that can't be told of it finds out at its next write.
            }

            await Task.Delay(Interval, clock, done.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
