namespace Longhand.Journey;

/// <summary>
/// Recordings whose last starts ended without a word begin one at a time in a process, each when the one before has an
/// answer or an end: the one that kills the process takes none of the others with it, and so it is found out which it is.
/// </summary>
public sealed class Suspects : IDisposable
{
    private readonly SemaphoreSlim turns = new(1, 1);

    /// <summary>Waits for the turn, which lasts until it is disposed.</summary>
    public async Task<IDisposable> TakeTurnAsync(CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        return new Turn(turns);
    }

    public void Dispose() => turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        private int ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref ended, 1) == 0)
                turns.Release();
        }
    }
}
