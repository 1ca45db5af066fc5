using Longhand.Support.Faults;

namespace Longhand.Support.Chaos;

/// <summary>Compares what came out with what would have, and explains each call that was made twice.</summary>
internal static class ChaosVerdict
{
    public static ChaosReport Of(
        IReadOnlyList<ChaosRecording> recordings,
        IReadOnlyDictionary<string, IReadOnlyList<string>> expected,
        IReadOnlyList<Disturbance> disturbances,
        IReadOnlyList<SpeechApiCall> calls)
    {
        var inFlight = disturbances.Sum(disturbance => disturbance.InFlight);
        var again = calls.GroupBy(call => call.Wav!.Hash)
            .SelectMany(same => same.OrderBy(call => call.Number).Skip(1)).OrderBy(call => call.Number).ToList();
        var unexplained = again.Count(call => !disturbances.Any(disturbance => disturbance.Explains(call)));
        return new ChaosReport
        {
            Disturbances = disturbances,
            Recordings = recordings,
            Lost = [.. recordings.SelectMany(recording => Beyond(expected[recording.Name], recording.Utterances))],
            Doubled = [.. recordings.SelectMany(recording => Beyond(recording.Utterances, expected[recording.Name]))],
            Calls = calls.Count,
            Resent = again.Count,
            ResentWithoutReason = unexplained,
            InFlight = inFlight,
        };
    }

    /// <summary>What is in the one beyond the other, each as often as it is more often.</summary>
    private static IEnumerable<string> Beyond(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var left = other.GroupBy(utterance => utterance).ToDictionary(same => same.Key, same => same.Count());
        foreach (var utterance in one)
        {
            if (left.GetValueOrDefault(utterance) == 0)
                yield return utterance;
            else
                left[utterance]--;
        }
    }
}
