using Microsoft.Extensions.Options;

namespace Longhand.Recognition;

/// <summary>This node's calls in flight, over all recordings. Who waits longest is served first.</summary>
internal sealed class CallSlots(IOptions<RecognitionOptions> options) : IDisposable
{
    private readonly SemaphoreSlim free = new(options.Value.Concurrency);

    /// <summary>Waits for a slot; disposing what it returns gives the slot back.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        return new Slot(free);
    }

    public void Dispose() => free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
