namespace Longhand.Journey;

/// <summary>
/// Tells the two ways in which a run is asked to stop from one another: at a shutdown the calls in flight may end, since
/// they are paid for; a cancel ends them too.
/// </summary>
internal sealed class RunInterruption : IDisposable
{
    private readonly CancellationTokenSource stopping;
    private readonly CancellationTokenSource ending;
    private readonly CancellationTokenRegistration atShutdown;
    private readonly CancellationTokenRegistration whenAsked;

    /// <param name="grace">How long calls may go on after the shutdown has begun.</param>
    /// <param name="clock">Measures that.</param>
    /// <param name="shutdown">Cancelled when the process is told to end.</param>
    /// <param name="asked">Cancelled when the run is asked to stop, for whatever reason.</param>
    public RunInterruption(
        TimeSpan grace, TimeProvider clock, CancellationToken shutdown, CancellationToken asked)
    {
        stopping = CancellationTokenSource.CreateLinkedTokenSource(shutdown, asked);
        ending = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        atShutdown = shutdown.Register(() => ending.CancelAfter(grace));
        // The job engine asks all of its runs to stop at a shutdown too.
        whenAsked = asked.Register(() =>
        {
            if (!shutdown.IsCancellationRequested)
                End();
        });
    }

    /// <summary>Once cancelled, nothing new is begun: no cut and no call.</summary>
    public CancellationToken Stopping => stopping.Token;

    /// <summary>Once cancelled, calls in flight are given up too.</summary>
    public CancellationToken Ending => ending.Token;

    /// <summary>Gives up the calls that are in flight.</summary>
    public void End() => ending.Cancel();

    public void Dispose()
    {
        atShutdown.Dispose();
        whenAsked.Dispose();
        stopping.Dispose();
        ending.Dispose();
    }
}
