using System.Diagnostics;

namespace Longhand.Support.Faults;

/// <summary>Remembers calls, counts those in flight, and wakes who waits for either.</summary>
internal sealed class CallLog
{
    // Instants are counted from here, so that a clock that is set meanwhile makes no call longer or shorter.
    private readonly DateTimeOffset startedAt = DateTimeOffset.UtcNow;
    private readonly long startedStamp = Stopwatch.GetTimestamp();
    private readonly Lock gate = new();
    private readonly List<SpeechApiCall> calls = [];
    private readonly Dictionary<string, int> firstUse = [];
    private TaskCompletionSource changed = NewSignal();

    public IReadOnlyList<SpeechApiCall> Calls
    {
        get
        {
            lock (gate)
                return [.. calls];
        }
    }

    public int InFlight { get; private set; }

    public int MostInFlight { get; private set; }

    public Flight Enter()
    {
        lock (gate)
        {
            InFlight++;
            MostInFlight = Math.Max(MostInFlight, InFlight);
            Wake();
            return new Flight(this, InFlight, Now());
        }
    }

    public SpeechApiCall Add(SpeechApiForm form, Flight flight)
    {
        lock (gate)
        {
            var call = new SpeechApiCall(calls.Count + 1, flight, form);
            calls.Add(call);
            if (call.RequestId is { } id)
                firstUse.TryAdd(id, call.Number);
            Wake();
            return call;
        }
    }

    public bool IsRepeated(SpeechApiCall call)
    {
        lock (gate)
            return call.RequestId is { } id && firstUse[id] != call.Number;
    }

    public async Task WaitAsync(Func<bool> happened, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (happened())
                    return;
                next = changed.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DateTimeOffset Now() => startedAt + Stopwatch.GetElapsedTime(startedStamp);

    private void Leave()
    {
        lock (gate)
        {
            InFlight--;
            Wake();
        }
    }

    private void Wake()
    {
        changed.SetResult();
        changed = NewSignal();
    }

    /// <summary>One call's time in flight.</summary>
    internal sealed class Flight(CallLog log, int inFlight, DateTimeOffset arrivedAt)
    {
        private int left;
        private long endedTicks;

        /// <summary>Calls in flight when it began, with it.</summary>
        public int InFlight => inFlight;

        public DateTimeOffset ArrivedAt => arrivedAt;

        public DateTimeOffset? EndedAt =>
            Interlocked.Read(ref endedTicks) is not 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

        /// <summary>Ends it; may be called again.</summary>
        public void Leave()
        {
            if (Interlocked.Exchange(ref left, 1) == 1)
                return;

            Interlocked.Exchange(ref endedTicks, log.Now().UtcTicks);
            log.Leave();
        }
    }
}
