using Longhand.Recordings;
using Microsoft.Playwright;

namespace Longhand.IntegrationTests.Dashboard;

public sealed class ListPageTests(DashboardFixture dashboard) : IClassFixture<DashboardFixture>, IAsyncLifetime
{
    private RecordingRows Rows => dashboard.Host.Rows;

    public async ValueTask InitializeAsync() => await Rows.ClearAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_list_tells_how_far_each_recording_has_come_and_why_one_failed()
    {
        var running = await Rows.AddAsync("lecture.mp3", RecordingStatus.Recognizing, declaredSeconds: 3600);
        await Rows.CutAsync(running, 0, 2535, SegmentState.Transcribed, "Good morning.");
        await Rows.AddAsync("notes.pdf", RecordingStatus.Failed, error: "The file holds no audio.");

        await using var visitor = await dashboard.VisitAsync("/");

        visitor.Status.ShouldBe(200);
        (await visitor.ReadAsync($"#r-{running}")).ShouldContain("42:15 of 1:00:00");
        (await visitor.ReadAsync($"#r-{running} .status")).ShouldBe("Recognizing");
        (await visitor.ReadAsync("#recordings .reason")).ShouldBe("The file holds no audio.");
        (await visitor.Page.Locator($"#r-{running} progress").GetAttributeAsync("value")).ShouldBe("40560000");
        await visitor.SeesAsync("caption", "newest first");
        visitor.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pause_of_the_speech_account_is_told_and_ended_by_a_button(bool scripts)
    {
        await using var visitor = await dashboard.VisitAsync("/", scripts);
        if (scripts)
            await visitor.IsLiveAsync();

        await Rows.PauseAsync("arrears (1113): settle the account");
        await Rows.AddAsync("meeting.mp3", RecordingStatus.Paused, error: "arrears (1113)");
        if (!scripts)
            await visitor.GoAsync("/");
        await visitor.SeesAsync("#pause", "settle the account");
        await visitor.Page.ClickAsync("#pause button");
        await visitor.Page.WaitForSelectorAsync("#pause", new() { State = WaitForSelectorState.Detached });
        await visitor.SeesAsync("#recordings", "meeting.mp3");

        new Uri(visitor.Page.Url).AbsolutePath.ShouldBe("/");
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_follow_the_database_without_a_reload()
    {
        var running = await Rows.AddAsync("lecture.mp3", RecordingStatus.Splitting, declaredSeconds: 3600);
        await using var visitor = await dashboard.VisitAsync("/");
        await visitor.IsLiveAsync();
        await visitor.Page.EvaluateAsync("window.stayed = true");

        await Rows.CutAsync(running, 0, 60, SegmentState.Transcribed, "Good morning.");
        await visitor.SeesAsync($"#r-{running}", "1:00 of 1:00:00");
        var newest = await Rows.AddAsync("newer.mp3");
        await visitor.SeesAsync($"#r-{newest}", "Queued");
        await Rows.CutAsync(running, 60, 3600, SegmentState.Silent);
        await Rows.EndAsync(running, RecordingStatus.Completed, 3600);
        await visitor.SeesAsync($"#r-{running}", "Completed");

        (await visitor.Page.Locator("#recordings tr").First.GetAttributeAsync("id")).ShouldBe($"r-{newest}");
        (await visitor.Page.TextContentAsync("#announcement")).ShouldBe("lecture.mp3: Completed");
        (await visitor.Page.EvaluateAsync<bool>("window.stayed")).ShouldBeTrue();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_that_did_not_change_keeps_its_focus_when_another_does()
    {
        var still = await Rows.AddAsync("still.mp3");
        var running = await Rows.AddAsync("running.mp3");
        await using var visitor = await dashboard.VisitAsync("/");
        await visitor.IsLiveAsync();
        await visitor.Page.FocusAsync($"#r-{still} a");
        await visitor.Page.EvalOnSelectorAsync($"#r-{still}", "row => row.mark = 'same element'");

        await Rows.CutAsync(running, 0, 60, SegmentState.Transcribed, "Good morning.");
        await visitor.SeesAsync($"#r-{running}", "1:00 so far");

        (await visitor.Page.EvalOnSelectorAsync<string>($"#r-{still}", "row => row.mark")).ShouldBe("same element");
        (await visitor.Page.EvaluateAsync<string>("document.activeElement.textContent")).ShouldBe("still.mp3");
    }

    [Fact]
    public async Task A_focused_link_keeps_its_focus_when_its_own_row_changes()
    {
        var running = await Rows.AddAsync("running.mp3");
        await using var visitor = await dashboard.VisitAsync("/");
        await visitor.IsLiveAsync();
        await visitor.Page.FocusAsync($"#r-{running} a");

        await Rows.CutAsync(running, 0, 60, SegmentState.Transcribed, "Good morning.");
        await visitor.SeesAsync($"#r-{running}", "1:00 so far");

        (await visitor.Page.EvaluateAsync<string>("document.activeElement.textContent")).ShouldBe("running.mp3");
    }

    [Fact]
    public async Task A_hostile_name_is_text_when_it_is_rendered_and_when_it_is_swapped_in()
    {
        const string Name = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'.mp3";
        await using var visitor = await dashboard.VisitAsync("/");
        await visitor.IsLiveAsync();

        var id = await Rows.AddAsync(Name);
        await visitor.SeesAsync($"#r-{id}", Name);
        (await visitor.Page.Locator("#recordings script, #recordings img").CountAsync()).ShouldBe(0);
        await visitor.GoAsync($"/recordings/{id}");

        (await visitor.ReadAsync("h1")).ShouldBe(Name);
        (await visitor.Page.TitleAsync()).ShouldBe($"{Name} · Longhand");
        (await visitor.Page.Locator("main script, main img").CountAsync()).ShouldBe(0);
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Older_recordings_are_a_page_away_and_none_is_shown_twice()
    {
        for (var number = 0; number < 65; number++)
            await Rows.AddAsync($"{number}.mp3");
        await using var visitor = await dashboard.VisitAsync("/", scripts: false);

        var names = new List<string>(await visitor.Page.Locator("#recordings .name").AllInnerTextsAsync());
        while (await visitor.Page.Locator("a[rel=next]").CountAsync() > 0)
        {
            await visitor.Page.ClickAsync("a[rel=next]");
            names.AddRange(await visitor.Page.Locator("#recordings .name").AllInnerTextsAsync());
        }

        names.ShouldBe(Enumerable.Range(0, 65).Reverse().Select(number => $"{number}.mp3"));
        await visitor.Page.ClickAsync("a[rel=first]");
        (await visitor.ReadAsync("#recordings .name")).ShouldBe("64.mp3");
    }

    [Fact]
    public async Task A_status_can_be_chosen_and_what_leaves_it_leaves_the_list()
    {
        var queued = await Rows.AddAsync("waits.mp3");
        await Rows.AddAsync("broken.mp3", RecordingStatus.Failed, error: "The file is empty.");
        await using var visitor = await dashboard.VisitAsync("/");

        await visitor.Page.SelectOptionAsync("#status", "queued");
        await visitor.Page.ClickAsync(".filter button");
        await visitor.SeesAsync("caption", "Queued");
        await visitor.IsLiveAsync();
        (await visitor.Page.Locator("#recordings .name").AllInnerTextsAsync()).ShouldBe(["waits.mp3"]);

        await Rows.CutAsync(queued, 0, 60, SegmentState.Silent);
        await Rows.EndAsync(queued, RecordingStatus.Completed, 60);

        await visitor.SeesAsync("#recordings", "No recording is queued here.");
        (await visitor.Page.Locator("#recordings tr").CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("/?status=lost", 400, "'lost' is no status")]
    [InlineData("/?before=yesterday", 400, "'yesterday' is no recording's id")]
    [InlineData("/nowhere", 404, "There is nothing at this address")]
    [InlineData("/recordings/0199a0e2-0000-7000-8000-000000000000", 404, "There is no recording of that id")]
    [InlineData("/recordings/seven", 404, "There is nothing at this address")]
    public async Task What_is_not_there_is_told_on_a_page_with_a_way_back(string address, int status, string sentence)
    {
        await using var visitor = await dashboard.VisitAsync(address, scripts: false);

        visitor.Status.ShouldBe(status);
        (await visitor.ReadAsync("#reason")).ShouldContain(sentence);
        await visitor.Page.ClickAsync("main a");
        await visitor.SeesAsync("h1", "Recordings");
    }

    [Theory]
    [InlineData(320)]
    [InlineData(768)]
    public async Task Nothing_sticks_out_of_a_narrow_window(int width)
    {
        var id = await Rows.AddAsync($"{new string('w', 200)}.mp3", RecordingStatus.Paused, 7200, error: new string('x', 300));
        await Rows.CutAsync(id, 0, 60, SegmentState.Transcribed, new string('y', 300));

        foreach (var address in (string[])["/", $"/recordings/{id}"])
        {
            await using var visitor = await dashboard.VisitAsync(address, width: width);
            (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        }
    }
}
