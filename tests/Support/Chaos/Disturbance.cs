using System.Globalization;
using Longhand.Support.Faults;

namespace Longhand.Support.Chaos;

/// <summary>One moment at which something was taken away, and the calls that it may have cost.</summary>
public sealed class Disturbance
{
    // From the note until the process is gone.
    private static readonly TimeSpan Dying = TimeSpan.FromSeconds(1);

    private readonly HashSet<Guid> recordings;
    private readonly HashSet<string> inFlight;
    private readonly HashSet<string> onTheirWay;
    private readonly int callsUntilThen;

    private Disturbance(
        string what, HashSet<Guid> recordings, HashSet<string> inFlight, HashSet<string> onTheirWay, int callsUntilThen)
    {
        (What, this.recordings) = (what, recordings);
        (this.inFlight, this.onTheirWay, this.callsUntilThen) = (inFlight, onTheirWay, callsUntilThen);
        InFlight = inFlight.Count + onTheirWay.Count;
    }

    public string What { get; }

    public DateTimeOffset At { get; } = DateTimeOffset.UtcNow;

    /// <summary>Calls of those recordings whose answers were not stored yet.</summary>
    public int InFlight { get; private set; }

    /// <summary>Calls that were made again because of it.</summary>
    public int Resent { get; private set; }

    /// <summary>Those among them whose first answer had left the API already, and was not stored yet.</summary>
    public int ResentThoughAnswered { get; private set; }

    /// <summary>How long it took until another run had each of the recordings; null where that was not measured.</summary>
    public TimeSpan? TakenOverAfter { get; set; }

    /// <summary>Notes what is in flight for these recordings.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="recordings">Those that it is done to.</param>
    /// <param name="calls">All calls until now.</param>
    /// <param name="stored">The segments whose answers were stored when the calls had been read.</param>
    public static Disturbance Now(
        string what,
        IEnumerable<Guid> recordings,
        IReadOnlyList<SpeechApiCall> calls,
        IReadOnlySet<(Guid Recording, long Start)> stored)
    {
        var theirs = recordings.ToHashSet();
        var own = calls.Where(call => theirs.Contains(SegmentOf(call).Recording)).ToList();
        return new Disturbance(
            what,
            theirs,
            [.. own.Where(call => call.EndedAt is null).Select(call => call.Wav!.Hash)],
            [.. own.Where(call => call.EndedAt is not null && !stored.Contains(SegmentOf(call))).Select(call => call.Wav!.Hash)],
            calls.Count);
    }

    // An id is the recording's, the segment's first sample, and what tells the calls apart.
    private static (Guid Recording, long Start) SegmentOf(SpeechApiCall call) =>
        call.RequestId!.Split('-') is [var recording, var start, ..]
            ? (Guid.ParseExact(recording, "N"), long.Parse(start, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{call.RequestId}' names no segment.");

    /// <summary>Whether a call that was made again goes back to this; counts it then.</summary>
    public bool Explains(SpeechApiCall before, SpeechApiCall again)
    {
        var hash = again.Wav!.Hash;
        if (again.Number <= callsUntilThen || (!inFlight.Remove(hash) && !Answered(hash) && !WasCutOff(before)))
            return false;
        Resent++;
        return true;
    }

    public override string ToString() =>
        $"{At:HH:mm:ss.fff} {What}: {InFlight} in flight, {Resent} resent ({ResentThoughAnswered} of them answered), "
        + $"taken over after {TakenOverAfter?.TotalSeconds:0.0} s";

    /// <summary>It arrived between the note and the death, and that cut it off: it was in flight too.</summary>
    private bool WasCutOff(SpeechApiCall before)
    {
        if (before.Number <= callsUntilThen || before.AnsweredText is not null || before.ArrivedAt > At + Dying
            || !recordings.Contains(SegmentOf(before).Recording))
            return false;
        InFlight++;
        return true;
    }

    private bool Answered(string hash)
    {
        if (!onTheirWay.Remove(hash))
            return false;
        ResentThoughAnswered++;
        return true;
    }
}
