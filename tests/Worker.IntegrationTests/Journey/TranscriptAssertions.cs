using Longhand.Support;

namespace Longhand.IntegrationTests.Journey;

internal static class TranscriptAssertions
{
    /// <summary>Right words, and every prompt's start within the tolerance.</summary>
    public static void ShouldBeRight(
        this IReadOnlyList<(TimeSpan Start, string Text)> heard, SpeechTruth truth, double maxErrorRate, TimeSpan tolerance)
    {
        var words = truth.Score(string.Join(' ', heard.Select(utterance => utterance.Text)));
        words.Rate.ShouldBeLessThan(maxErrorRate, words.ToString());
        var off = truth.ScoreStarts(heard).Where(start => start.Error is not { } error || error.Duration() > tolerance).ToList();
        off.ShouldBeEmpty(string.Join(Environment.NewLine, off));
    }
}
