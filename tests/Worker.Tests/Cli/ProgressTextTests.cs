using System.Globalization;
using Longhand.Api;
using Longhand.Cli;
using Longhand.Tests.Api;

namespace Longhand.Tests.Cli;

public sealed class ProgressTextTests
{
    [Theory]
    [InlineData("queued", null, "waiting for a free worker")]
    [InlineData("queued", "The API is down.", "to be tried again (The API is down.)")]
    [InlineData("recognizing", null, "transcribing 42:15 of about 4:00:00")]
    [InlineData("paused", "The account is in arrears.", "paused: The account is in arrears.")]
    [InlineData("completed", null, "completed, 4:00:00")]
    [InlineData("completed_with_gaps", null, "completed with gaps: 0:47 of 4:00:00 missing")]
    [InlineData("failed", "The key is refused.", "failed: The key is refused.")]
    [InlineData("dreaming", null, "dreaming")]
    public void A_standing_is_told_in_words(string status, string? error, string words)
    {
        var recording = Summaries.View() with
        {
            Status = status,
            Error = error,
            Progress = new ProgressView(2_535.9, 14_400, TotalIsExact: false),
            Coverage = new CoverageView(0, 0, 47),
        };

        ProgressText.Of(recording).ShouldBe(words);
    }

    [Fact]
    public void A_pause_that_somebody_asked_for_is_told_with_the_way_out()
    {
        var recording = Summaries.View() with { Status = "paused", Held = true };

        ProgressText.Of(recording).ShouldBe($"paused on request; 'longhand resume {recording.Id}' goes on with it");
    }

    [Theory]
    [InlineData(0, null, "")]
    [InlineData(1, null, " (1 call, 10:50 sent)")]
    [InlineData(24, "0.026", " (24 calls, 10:50 sent, at most about 0.026 USD)")]
    [InlineData(24, "2.6", " (24 calls, 10:50 sent, at most about 2.60 USD)")]
    public void What_was_spent_is_told_where_anything_was(int calls, string? estimate, string words) =>
        ProgressText.Cost(new CostView(calls, 650, 20, estimate is null ? null : decimal.Parse(estimate, CultureInfo.InvariantCulture), "USD"))
            .ShouldBe(words);

    [Fact]
    public void A_measured_length_is_told_without_about_and_an_unknown_one_not_at_all()
    {
        var recording = Summaries.View() with { Status = "splitting" };

        ProgressText.Of(recording with { Progress = new ProgressView(59.9, 60, TotalIsExact: true) }).ShouldBe("transcribing 0:59 of 1:00");
        ProgressText.Of(recording with { Progress = new ProgressView(5, null, TotalIsExact: false) }).ShouldBe("transcribing 0:05");
    }
}
