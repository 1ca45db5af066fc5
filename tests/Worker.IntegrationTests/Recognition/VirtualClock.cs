using System.Collections.Concurrent;

namespace Longhand.IntegrationTests.Recognition;

/// <summary>Waits below a bound pass at once and are noted, with the time that they take; longer ones ring when they are told to.</summary>
internal sealed class VirtualClock(TimeSpan bound) : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> waits = new();
    private readonly ConcurrentDictionary<HeldTimer, TimeSpan> held = new();
    private long skipped;

    /// <summary>The waits that passed, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. waits];

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref skipped));

    public override long GetTimestamp() => base.GetTimestamp()
        + (long)(TimeSpan.FromTicks(Interlocked.Read(ref skipped)).TotalSeconds * TimestampFrequency);

    /// <summary>Ends all waits of this length.</summary>
    public void Ring(TimeSpan length)
    {
        foreach (var (timer, _) in held.Where(pair => pair.Value == length))
            timer.Ring();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime >= bound)
        {
            var timer = new HeldTimer(this, callback, state);
            held[timer] = dueTime;
            return timer;
        }

        waits.Enqueue(dueTime);
        Interlocked.Add(ref skipped, dueTime.Ticks);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    private sealed class HeldTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public void Ring()
        {
            if (clock.held.TryRemove(this, out _))
                callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.held[this] = dueTime;
            return true;
        }

        public void Dispose() => clock.held.TryRemove(this, out _);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
