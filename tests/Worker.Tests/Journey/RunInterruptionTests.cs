using Longhand.Journey;

namespace Longhand.Tests.Journey;

public sealed class RunInterruptionTests : IDisposable
{
    private static readonly TimeSpan LongGrace = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource shutdown = new();
    private readonly CancellationTokenSource asked = new();

    public void Dispose()
    {
        shutdown.Dispose();
        asked.Dispose();
    }

    [Fact]
    public void A_cancel_ends_the_calls_in_flight_at_once()
    {
        using var interruption = Interruption(LongGrace);

        asked.Cancel();

        interruption.Stopping.IsCancellationRequested.ShouldBeTrue();
        interruption.Ending.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void A_shutdown_begins_nothing_new_and_lets_the_calls_in_flight_end()
    {
        using var interruption = Interruption(LongGrace);

        shutdown.Cancel();
        // The job engine asks its runs to stop at a shutdown as it does for a cancel.
        asked.Cancel();

        interruption.Stopping.IsCancellationRequested.ShouldBeTrue();
        interruption.Ending.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task A_shutdown_ends_the_calls_in_flight_when_the_grace_is_over()
    {
        using var interruption = Interruption(TimeSpan.FromMilliseconds(10));
        var ended = new TaskCompletionSource();
        await using var registration = interruption.Ending.Register(ended.SetResult);

        shutdown.Cancel();

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_run_that_begins_during_a_shutdown_stops_at_once()
    {
        shutdown.Cancel();

        using var interruption = Interruption(LongGrace);

        interruption.Stopping.IsCancellationRequested.ShouldBeTrue();
    }

    private RunInterruption Interruption(TimeSpan grace) =>
        new(grace, TimeProvider.System, shutdown.Token, asked.Token);
}
