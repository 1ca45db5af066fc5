using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>Puts one segment's answer on the recording's timeline.</summary>
public static class AnswerStitcher
{
    /// <summary>
    /// The answer's utterances in order, none overlapping another, all within the samples that were sent. Times that the
    /// API did not report, or reported as nonsense, are laid over the voiced stretches and marked
    /// <see cref="UtteranceTiming.Estimated"/>.
    /// </summary>
    public static IReadOnlyList<TimedUtterance> Stitch(CutSegment cut, SpeechAnswer answer)
    {
        var text = PlainText.Of(answer.Text);
        var timed = (answer.Utterances ?? [])
            .Select(utterance => utterance with { Text = PlainText.Of(utterance.Text) })
            .Where(utterance => PlainText.SaysSomething(utterance.Text))
            .ToArray();
        // Parts that hold less than the whole text lack words, and losing a word is worse than estimating its time.
        if (timed.Length == 0 || timed.Sum(utterance => PlainText.Letters(utterance.Text)) < PlainText.Letters(text))
            return Estimate(cut, Sentences.Of(text));
        return ReportedTimes.AreUsable(cut.Sent, timed)
            ? ReportedTimes.Of(cut.Sent, timed)
            : Estimate(cut, [.. timed.SelectMany(utterance => Sentences.Of(utterance.Text))]);
    }

    private static IReadOnlyList<TimedUtterance> Estimate(CutSegment cut, IReadOnlyList<string> sentences) =>
        EstimatedTimes.Of(cut, [.. sentences.Where(PlainText.SaysSomething)]);
}
