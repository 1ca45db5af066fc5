using System.Text.Json;
using Longhand.Api;
using Longhand.Recordings;

namespace Longhand.Tests.Api;

public sealed class RecordingViewTests
{
    [Fact]
    public void Progress_counts_what_is_silent_or_lost_as_done_and_says_whether_the_length_is_exact()
    {
        var recording = Summaries.New() with
        {
            Status = RecordingStatus.CompletedWithGaps,
            DeclaredSamples = 160_000,
            DecodedSamples = 48_000,
            TranscribedSamples = 16_000,
            SilentSamples = 24_000,
            GapSamples = 8_000,
        };

        var view = RecordingView.From(recording, price: null);

        view.Status.ShouldBe("completed_with_gaps");
        view.Final.ShouldBeTrue();
        view.Progress.ShouldBe(new ProgressView(3, 3, TotalIsExact: true));
        view.Coverage.ShouldBe(new CoverageView(1, 1.5, 0.5));
    }

    [Fact]
    public void A_length_that_nobody_knows_is_not_made_up()
    {
        RecordingView.From(Summaries.New(), price: null).Progress.ShouldBe(new ProgressView(0, null, TotalIsExact: false));
    }

    [Fact]
    public void A_declared_length_that_the_audio_outgrew_grows_with_it()
    {
        var recording = Summaries.New() with { DeclaredSamples = 16_000, SplitSamples = 32_000, TranscribedSamples = 32_000 };

        RecordingView.From(recording, price: null).Progress.ShouldBe(new ProgressView(2, 2, TotalIsExact: false));
    }

    [Fact]
    public void What_was_chosen_is_shown()
    {
        var recording = Summaries.New() with { AudioStream = 2, MaxSegmentSamples = 200_000 };

        var view = JsonSerializer.SerializeToElement(RecordingView.From(recording, price: null), ApiJson.Options);

        view.GetProperty("stream").GetInt32().ShouldBe(2);
        view.GetProperty("max_segment").GetDouble().ShouldBe(12.5);
    }

    [Fact]
    public void What_the_server_writes_the_command_line_reads()
    {
        var view = Summaries.View() with { Notes = ["The file ends early."], StartedAt = DateTimeOffset.UnixEpoch };

        var json = JsonSerializer.Serialize(view, ApiJson.Options);
        var read = JsonSerializer.Deserialize<RecordingView>(json, ApiJson.Options)!;

        json.ShouldContain("\"total_is_exact\":false");
        json.ShouldNotContain("max_segment");
        (read with { Notes = view.Notes }).ShouldBe(view);
        read.Notes.ShouldBe(view.Notes);
    }
}
