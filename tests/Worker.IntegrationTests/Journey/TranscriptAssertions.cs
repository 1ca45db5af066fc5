using Longhand.Support;

namespace Longhand.IntegrationTests.Journey;

internal static class TranscriptAssertions
{
    private static readonly TimeSpan ReportedTolerance = TimeSpan.FromSeconds(0.3);

    /// <summary>Under 5 % of the words are wrong.</summary>
    public static void ShouldHaveTheWordsOf(this IReadOnlyList<(TimeSpan Start, string Text)> heard, SpeechTruth truth)
    {
        var words = truth.Score(string.Join(' ', heard.Select(utterance => utterance.Text)));
        words.Rate.ShouldBeLessThan(0.05, words.ToString());
    }

    /// <summary>Every prompt opens an utterance that starts within 0.3 s of it.</summary>
    public static void ShouldHaveTheTimesOf(this IReadOnlyList<(TimeSpan Start, string Text)> heard, SpeechTruth truth)
    {
        var off = truth.ScoreStarts(heard).Where(start => start.Error is not { } error || error.Duration() > ReportedTolerance).ToList();
        off.ShouldBeEmpty(string.Join(Environment.NewLine, off));
    }

    /// <summary>Estimated times of the prompts that open an utterance: half of them within a second, nine in ten within five.</summary>
    public static void ShouldHaveAboutTheTimesOf(this IReadOnlyList<(TimeSpan Start, string Text)> heard, SpeechTruth truth)
    {
        var errors = truth.ScoreStarts(heard).Where(start => start.Opens).Select(start => start.Error!.Value.Duration().TotalSeconds).Order().ToList();
        errors.Count.ShouldBeGreaterThan(truth.Utterances.Count / 2);
        errors[errors.Count / 2].ShouldBeLessThan(1);
        errors[errors.Count * 9 / 10].ShouldBeLessThan(5);
    }
}
