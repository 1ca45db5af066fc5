using Longhand.Recordings;

namespace Longhand.Dashboard;

/// <summary>The changes that concern one open page, however many there are between two looks.</summary>
internal sealed class ChangeHints : IAsyncDisposable
{
    private readonly Func<RecordingId, bool> concerns;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource ending;
    private readonly IAsyncEnumerator<RecordingId> changes;
    private Task<bool> next;

    /// <summary>Listens from here on: what is read after this is never older than the first hint.</summary>
    public ChangeHints(
        Func<CancellationToken, IAsyncEnumerable<RecordingId>> watch,
        Func<RecordingId, bool> concerns,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        this.concerns = concerns;
        this.clock = clock;
        ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        changes = watch(ending.Token).GetAsyncEnumerator(ending.Token);
        next = changes.MoveNextAsync().AsTask();
    }

    /// <summary>Returns once something of concern has changed since the last call, or after the longest time.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var late = Task.Delay(longest, clock, limit.Token);
        var changed = false;
        // What has piled up is taken in one go: it all leads to the same look at the database.
        while (!changed || next.IsCompleted)
        {
            if (await Task.WhenAny(next, late) == late)
                break;
            if (!await next)
                break;
            changed |= concerns(changes.Current);
            next = changes.MoveNextAsync().AsTask();
        }

        cancellationToken.ThrowIfCancellationRequested();
        await limit.CancelAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        // An enumerator must not be disposed while it moves; that it was cancelled is no news.
        await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await changes.DisposeAsync();
        ending.Dispose();
    }
}
