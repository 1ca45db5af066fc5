using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>Times that the speech API reported, on the recording's timeline.</summary>
internal static class ReportedTimes
{
    /// <summary>
    /// False where the times say nothing: not finite, of no duration, or beyond what was sent for the greater part.
    /// Answers whose every time is 0 occur.
    /// </summary>
    public static bool AreUsable(SampleRange sent, IReadOnlyList<AnsweredUtterance> utterances) =>
        utterances.All(utterance => double.IsFinite(utterance.Start) && double.IsFinite(utterance.End))
        && utterances.Count(utterance => Place(sent, utterance).Length > 0) * 2 > utterances.Count;

    public static IReadOnlyList<TimedUtterance> Of(SampleRange sent, IReadOnlyList<AnsweredUtterance> utterances) =>
        UntangledTimes.Of(
        [
            .. utterances
                .Select(utterance =>
                    new TimedUtterance(Place(sent, utterance), utterance.Text, UtteranceTiming.Reported))
                .OrderBy(utterance => utterance.Range.Start),
        ]);

    private static SampleRange Place(SampleRange sent, AnsweredUtterance utterance)
    {
        var start = Clamp(sent, utterance.Start);
        return new SampleRange(start, Math.Max(start, Clamp(sent, utterance.End)));
    }

    // Clamped before the conversion: a figure of nonsense must not overflow a sample index.
    private static long Clamp(SampleRange sent, double seconds)
    {
        var inside = Math.Clamp(seconds, 0, AudioClock.ToSeconds(sent.Length));
        return Math.Min(sent.Start + AudioClock.ToSamples(inside), sent.End);
    }
}
