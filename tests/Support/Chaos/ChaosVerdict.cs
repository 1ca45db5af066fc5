namespace Longhand.Support.Chaos;

/// <summary>Compares what came out with what would have, and explains each call that was made twice.</summary>
public static class ChaosVerdict
{
    /// <param name="recordings">What became of them.</param>
    /// <param name="expected">By file: the utterances of a run in which nothing was done.</param>
    /// <param name="disturbances">What was done, in the order of time.</param>
    /// <param name="calls">All that were made, as they stand now.</param>
    public static ChaosReport Of(
        IReadOnlyList<ChaosRecording> recordings,
        IReadOnlyDictionary<string, IReadOnlyList<string>> expected,
        IReadOnlyList<Disturbance> disturbances,
        IReadOnlyList<ChaosCall> calls)
    {
        var again = calls.GroupBy(call => call.Hash)
            .SelectMany(same => same.OrderBy(call => call.Number).Pairwise()).OrderBy(pair => pair.Again.Number).ToList();
        // Of a file that became no recording nothing is there, and of one that became two everything twice.
        IReadOnlyList<string> SaidOf(string file) =>
            [.. recordings.Where(recording => recording.Name == file).SelectMany(recording => recording.Utterances)];
        var unexplained = again
            .Where(pair => !disturbances.Any(disturbance => disturbance.Explains(pair.Before, pair.Again)))
            .ToList();
        return new ChaosReport
        {
            Disturbances = disturbances,
            Recordings = recordings,
            Lost = [.. expected.SelectMany(file => Beyond(file.Value, SaidOf(file.Key)))],
            Doubled = [.. expected.SelectMany(file => Beyond(SaidOf(file.Key), file.Value))],
            Calls = calls.Count,
            Resent = again.Count,
            ResentWithoutReason = [.. unexplained.Select(pair =>
                $"{pair.Before} was made again: {pair.Again}")],
            InFlight = disturbances.Sum(disturbance => disturbance.InFlight),
        };
    }

    private static IEnumerable<(ChaosCall Before, ChaosCall Again)> Pairwise(this IEnumerable<ChaosCall> calls)
    {
        ChaosCall? before = null;
        foreach (var call in calls)
        {
            if (before is not null)
                yield return (before, call);
            before = call;
        }
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
