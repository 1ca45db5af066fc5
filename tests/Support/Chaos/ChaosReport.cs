using System.Globalization;

namespace Longhand.Support.Chaos;

/// <summary>What the torment cost.</summary>
public sealed record ChaosReport
{
    /// <summary>What was done, in order.</summary>
    public required IReadOnlyList<Disturbance> Disturbances { get; init; }

    /// <summary>The recordings that were handed in.</summary>
    public required IReadOnlyList<ChaosRecording> Recordings { get; init; }

    /// <summary>Utterances of an undisturbed run that are not there.</summary>
    public required IReadOnlyList<string> Lost { get; init; }

    /// <summary>Utterances that an undisturbed run has not, or not so often.</summary>
    public required IReadOnlyList<string> Doubled { get; init; }

    /// <summary>Calls in all.</summary>
    public required int Calls { get; init; }

    /// <summary>Calls of audio that had been sent before.</summary>
    public required int Resent { get; init; }

    /// <summary>Those among them that were not in flight when something was taken away.</summary>
    public required IReadOnlyList<string> ResentWithoutReason { get; init; }

    /// <summary>Calls in flight at the disturbances, all together.</summary>
    public required int InFlight { get; init; }

    /// <summary>Attempts that recordings have spent.</summary>
    public int Attempts => Recordings.Sum(recording => recording.Attempts);

    public IReadOnlyList<ChaosRecording> Incomplete => [.. Recordings.Where(recording => recording.Status != "completed")];

    public int MostResentAtOnce => Disturbances.Select(disturbance => disturbance.Resent).DefaultIfEmpty().Max();

    public IReadOnlyList<TimeSpan> TakeOvers =>
        [.. Disturbances.Select(disturbance => disturbance.TakenOverAfter).OfType<TimeSpan>().Order()];

    /// <summary>How long a recording was without a run at most, also where those died that were to take it over.</summary>
    public TimeSpan LongestWithoutRun => Disturbances.Select(disturbance => disturbance.WithoutRun).DefaultIfEmpty().Max();

    /// <summary>Workers that died with the job of a recording before they began to run it.</summary>
    public int HeirsLost => Disturbances.Sum(disturbance => disturbance.HeirsLost);

    /// <summary>What happened one after the other.</summary>
    public string Story => string.Join(
        Environment.NewLine, [ToString(), .. Disturbances.Select(disturbance => disturbance.ToString()), .. ResentWithoutReason]);

    public override string ToString()
    {
        var times = TakeOvers;
        var takeOver = times.Count == 0
            ? "none measured"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"p50 {times[times.Count / 2].TotalSeconds:0.0} s, max {times[^1].TotalSeconds:0.0} s");
        // The local speech server is not asked.
        var calls = Calls == 0
            ? "calls not heard"
            : $"{Calls} calls, {Resent} resent ({InFlight} in flight, at most {MostResentAtOnce} at once, "
                + $"{ResentWithoutReason.Count} without reason)";
        return $"{Disturbances.Count} disturbances, {Recordings.Count} recordings, {Incomplete.Count} incomplete, "
            + $"{Lost.Count} lost, {Doubled.Count} doubled, {calls}, {Attempts} attempts spent, take-over {takeOver}";
    }
}
