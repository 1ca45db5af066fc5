namespace Longhand.Support.Chaos;

/// <summary>One moment at which something was taken away, and the calls that it may have cost.</summary>
public sealed class Disturbance
{
    // From the note until the process is gone.
    private static readonly TimeSpan Dying = TimeSpan.FromSeconds(1);

    // Whatever is not stored so long after its answer was lost before, and is nothing that a death may cost.
    private static readonly TimeSpan Storing = TimeSpan.FromSeconds(5);

    private readonly HashSet<Guid> recordings;
    private readonly HashSet<int> inFlight;
    private readonly int callsUntilThen;
    private IReadOnlyList<TakeOver> takeOvers = [];

    private Disturbance(string what, HashSet<Guid> recordings, HashSet<int> inFlight, int callsUntilThen)
    {
        (What, this.recordings, this.inFlight, this.callsUntilThen) = (what, recordings, inFlight, callsUntilThen);
        InFlight = inFlight.Count;
    }

    public string What { get; }

    public DateTimeOffset At { get; private init; }

    /// <summary>Calls of those recordings whose answers were not stored yet.</summary>
    public int InFlight { get; private set; }

    /// <summary>Calls that were made again because of it.</summary>
    public int Resent { get; private set; }

    /// <summary>Those among them whose first answer had left the API already, and was not stored yet.</summary>
    public int ResentThoughAnswered { get; private set; }

    /// <summary>
    /// How long it took until another run had each of the recordings; null where that was not measured. Where the worker
    /// that had the job died in between, from its death.
    /// </summary>
    public TimeSpan? TakenOverAfter => takeOvers.Select(one => (TimeSpan?)one.After).Max();

    /// <summary>How long one of them was without a run, whoever died in between.</summary>
    public TimeSpan WithoutRun => takeOvers.Select(one => one.WithoutRun).DefaultIfEmpty().Max();

    /// <summary>Workers that died with one of their jobs before they began to run it.</summary>
    public int HeirsLost => takeOvers.Sum(one => one.HeirsLost);

    /// <summary>Notes what is in flight for these recordings.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="recordings">Those that it is done to.</param>
    /// <param name="calls">All calls until now.</param>
    /// <param name="stored">The segments whose answers were stored when the calls had been read.</param>
    /// <param name="earlier">What was done before: a call that it cut off is not in flight any more.</param>
    /// <param name="at">Now.</param>
    public static Disturbance Of(
        string what,
        IEnumerable<Guid> recordings,
        IReadOnlyList<ChaosCall> calls,
        IReadOnlySet<(Guid Recording, long Start)> stored,
        IReadOnlyList<Disturbance> earlier,
        DateTimeOffset at)
    {
        var theirs = recordings.ToHashSet();
        var own = calls.Where(call =>
            theirs.Contains(call.Recording) && !earlier.Any(other => other.inFlight.Contains(call.Number)));
        var onTheirWay = own.Where(call => !stored.Contains(call.Segment) && !(call.EndedAt < at - Storing));
        return new Disturbance(what, theirs, [.. onTheirWay.Select(call => call.Number)], calls.Count) { At = at };
    }

    /// <summary>Whether it is for this that a call was made again; counts it then.</summary>
    /// <param name="before">What became of nothing.</param>
    /// <param name="again">The next call with the same audio.</param>
    public bool Explains(ChaosCall before, ChaosCall again)
    {
        if (again.Number <= callsUntilThen || (!inFlight.Contains(before.Number) && !WasCutOff(before)))
            return false;
        Resent++;
        ResentThoughAnswered += before.Answered ? 1 : 0;
        return true;
    }

    public override string ToString() =>
        $"{At:HH:mm:ss.fff} {What}: {InFlight} in flight, {Resent} resent ({ResentThoughAnswered} of them answered), "
        + $"taken over after {TakenOverAfter?.TotalSeconds:0.0} s"
        + (HeirsLost > 0 ? $" ({WithoutRun.TotalSeconds:0.0} s with the deaths of {HeirsLost} that were to)" : "");

    /// <summary>Each of its recordings has another run.</summary>
    internal void EndTakeOver(IReadOnlyList<TakeOver> ended) => takeOvers = ended;

    /// <summary>
    /// It was in flight and not listed yet: it was half sent, or arrived between the note and the death, which cut it off.
    /// </summary>
    private bool WasCutOff(ChaosCall before)
    {
        var latest = before.Answered ? At : At + Dying;
        if (before.Number <= callsUntilThen || before.ArrivedAt > latest || !recordings.Contains(before.Recording))
            return false;
        InFlight++;
        return true;
    }
}
