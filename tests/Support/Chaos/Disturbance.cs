using Longhand.Support.Faults;

namespace Longhand.Support.Chaos;

/// <summary>One moment at which something was taken away, and the calls that it may have cost.</summary>
public sealed class Disturbance
{
    // An answer that has left the API is not stored yet: for so long it counts as on its way.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<string> inFlight;
    private readonly HashSet<string> onTheirWay;
    private readonly int callsUntilThen;

    private Disturbance(string what, HashSet<string> inFlight, HashSet<string> onTheirWay, int callsUntilThen)
    {
        What = what;
        (this.inFlight, this.onTheirWay, this.callsUntilThen) = (inFlight, onTheirWay, callsUntilThen);
        InFlight = inFlight.Count;
    }

    public string What { get; }

    public DateTimeOffset At { get; } = DateTimeOffset.UtcNow;

    /// <summary>Calls of those recordings that were in flight.</summary>
    public int InFlight { get; }

    /// <summary>Calls that were made again because of it.</summary>
    public int Resent { get; private set; }

    /// <summary>Those among them whose first answer had left the API already, and was not stored yet.</summary>
    public int ResentThoughAnswered { get; private set; }

    /// <summary>How long it took until another run had each of the recordings; null where that was not measured.</summary>
    public TimeSpan? TakenOverAfter { get; set; }

    /// <summary>Notes what is in flight for these recordings.</summary>
    public static Disturbance Now(string what, IEnumerable<Guid> recordings, IReadOnlyList<SpeechApiCall> calls)
    {
        var theirs = recordings.Select(id => id.ToString("N")).ToHashSet();
        var own = calls.Where(call => theirs.Contains(call.RequestId![..32])).ToList();
        var since = DateTimeOffset.UtcNow - OnItsWay;
        return new Disturbance(
            what,
            [.. own.Where(call => call.EndedAt is null).Select(call => call.Wav!.Hash)],
            [.. own.Where(call => call.EndedAt > since).Select(call => call.Wav!.Hash)],
            calls.Count);
    }

    /// <summary>Whether a call that was made again goes back to this; counts it then.</summary>
    public bool Explains(SpeechApiCall again)
    {
        var hash = again.Wav!.Hash;
        if (again.Number <= callsUntilThen || (!inFlight.Remove(hash) && !Answered(hash)))
            return false;
        Resent++;
        return true;
    }

    public override string ToString() =>
        $"{At:HH:mm:ss.fff} {What}: {InFlight} in flight, {Resent} resent ({ResentThoughAnswered} of them answered), "
        + $"taken over after {TakenOverAfter?.TotalSeconds:0.0} s";

    private bool Answered(string hash)
    {
        if (!onTheirWay.Remove(hash))
            return false;
        ResentThoughAnswered++;
        return true;
    }
}
