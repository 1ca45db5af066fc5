using System.Diagnostics;

namespace Longhand.Support;

/// <summary>Waits for a state, with a deadline that only a defect reaches.</summary>
public static class Eventually
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException">It was not reached; the message says what.</exception>
    public static Task IsAsync(Func<bool> condition, string what, CancellationToken cancellationToken) =>
        IsAsync(() => Task.FromResult(condition()), what, cancellationToken);

    /// <exception cref="TimeoutException">It was not reached; the message says what.</exception>
    public static async Task IsAsync(Func<Task<bool>> condition, string what, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Deadline)
                throw new TimeoutException($"Waited in vain, for {Deadline}, until {what}.");
            await Task.Delay(Pause, cancellationToken);
        }
    }
}
