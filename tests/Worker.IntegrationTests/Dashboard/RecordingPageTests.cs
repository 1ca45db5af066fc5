using Longhand.Recordings;

namespace Longhand.IntegrationTests.Dashboard;

public sealed class RecordingPageTests(DashboardFixture dashboard) : IClassFixture<DashboardFixture>
{
    private RecordingRows Rows => dashboard.Host.Rows;

    [Fact]
    public async Task A_transcript_shows_words_silences_and_gaps_where_they_are()
    {
        var id = await Rows.AddAsync("talk.mp3", RecordingStatus.Splitting, 180, null, "The file ends in the middle of a frame.");
        await Rows.CutAsync(id, 0, 60, SegmentState.Transcribed, "Good morning.", "Shall we begin?");
        await Rows.CutAsync(id, 60, 80, SegmentState.Silent);
        await Rows.CutAsync(id, 80, 120, SegmentState.Silent);
        await Rows.CutAsync(id, 120, 167, SegmentState.Gap);
        await Rows.CutAsync(id, 167, 180, SegmentState.Pending);
        await Rows.AnswerAsync(id, 167, 180, UtteranceTiming.Estimated, "再见。");
        await Rows.EndAsync(id, RecordingStatus.CompletedWithGaps, 180);

        await using var visitor = await dashboard.VisitAsync($"/recordings/{id}", scripts: false);

        var passages = await visitor.Page.Locator("#transcript p").AllInnerTextsAsync();
        passages.Select(passage => string.Join(' ', passage.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ShouldBe(
        [
            "0:00 Good morning.",
            "0:30 Shall we begin?",
            "1:00 silence until 2:00",
            "2:00 Missing until 2:47: sensitive content (1301)",
            "≈ about 2:47 再见。",
        ]);
        (await visitor.ReadAsync("#state")).ShouldContain("The file ends in the middle of a frame.");
        (await visitor.ReadAsync(".legend")).ShouldContain("0:47 missing");
        (await visitor.Page.Locator("svg.coverage rect.gap").CountAsync()).ShouldBe(1);
        (await visitor.ReadAsync("#details")).ShouldContain("MP3, 44.1 kHz, stereo");
        (await visitor.ReadAsync("#details")).ShouldContain("Audio sent\n1:47");
        await visitor.Page.Locator(".gap .calls summary").ClickAsync();
        (await visitor.ReadAsync(".gap .calls ol")).ShouldContain("1.3 s: sensitive content (1301)");
        (await visitor.Page.Locator(".downloads a").First.GetAttributeAsync("href"))
            .ShouldBe($"/v1/recordings/{id}/transcript?format=txt");
        (await visitor.Page.Locator("main").GetAttributeAsync("data-live")).ShouldBeNull();
    }

    [Fact]
    public async Task A_transcript_grows_while_it_is_read()
    {
        var id = await Rows.AddAsync("talk.mp3", RecordingStatus.Splitting, 180);
        await using var visitor = await dashboard.VisitAsync($"/recordings/{id}");
        await visitor.IsLiveAsync();
        await visitor.SeesAsync("#transcript", "Nothing here yet");

        await Rows.CutAsync(id, 0, 60, SegmentState.Transcribed, "Good morning.");
        await visitor.SeesAsync("#transcript", "Good morning.");
        await visitor.Page.EvalOnSelectorAsync("#s-0", "passage => passage.mark = 'same element'");
        await Rows.CutAsync(id, 60, 180, SegmentState.Pending);
        await visitor.SeesAsync("#transcript", "not yet transcribed, until 3:00");
        await Rows.AnswerAsync(id, 60, 180, UtteranceTiming.Reported, "And good night.");
        await visitor.SeesAsync("#transcript", "And good night.");
        await Rows.EndAsync(id, RecordingStatus.Completed, 180);
        await visitor.SeesAsync("#state .status", "Completed");

        (await visitor.Page.EvalOnSelectorAsync<string>("#s-0", "passage => passage.mark")).ShouldBe("same element");
        (await visitor.ReadAsync("#state .played")).ShouldBe("3:00");
        await visitor.Page.Locator("#live[data-state=done]").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_day_is_read_an_hour_at_a_time()
    {
        var id = await Rows.AddAsync("day.mp3", RecordingStatus.Splitting, 86_400);
        await Rows.CutDayAsync(id);
        await using var visitor = await dashboard.VisitAsync($"/recordings/{id}", scripts: false);

        (await visitor.Page.Locator("#parts a").CountAsync()).ShouldBe(24);
        (await visitor.Page.Locator("#transcript li").CountAsync()).ShouldBe(60);
        (await visitor.Page.Locator("#transcript p").CountAsync()).ShouldBe(600);
        await visitor.Page.ClickAsync("#parts a >> text=23:00:00");

        (await visitor.ReadAsync("#transcript .at")).ShouldBe("23:00:00");
        (await visitor.ReadAsync("#parts [aria-current=page]")).ShouldBe("23:00:00");
        await visitor.GoAsync($"/recordings/{id}?from=1000000");
        (await visitor.ReadAsync("#transcript .at")).ShouldBe("23:00:00");
    }

    [Fact]
    public async Task Hostile_words_are_text()
    {
        const string Words = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        var id = await Rows.AddAsync("talk.mp3", RecordingStatus.Splitting, 180);
        await using var visitor = await dashboard.VisitAsync($"/recordings/{id}");
        await visitor.IsLiveAsync();

        await Rows.CutAsync(id, 0, 60, SegmentState.Transcribed, Words);
        await visitor.SeesAsync("#transcript .said", Words);

        (await visitor.Page.Locator("main script, main img").CountAsync()).ShouldBe(0);
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_reader_sees_times_of_their_own_zone()
    {
        var id = await Rows.AddAsync("talk.mp3");
        await using var visitor = await dashboard.VisitAsync($"/recordings/{id}");
        await using var plain = await dashboard.VisitAsync($"/recordings/{id}", scripts: false);

        await visitor.IsLiveAsync();
        (await plain.ReadAsync("#details time")).ShouldEndWith("UTC");
        (await visitor.ReadAsync("#details time")).ShouldNotContain("UTC");
        (await visitor.Page.Locator("#details time").First.GetAttributeAsync("datetime")).ShouldEndWith("Z");
    }
}
