using System.Net;
using Longhand.Recordings;
using Microsoft.Playwright;

namespace Longhand.IntegrationTests.Dashboard;

public sealed class RecordingActionsTests(DashboardFixture dashboard) : IClassFixture<DashboardFixture>
{
    private RecordingRows Rows => dashboard.Host.Rows;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_recording_is_paused_resumed_cancelled_retried_and_deleted_by_buttons(bool scripts)
    {
        var id = await AddAsync(RecordingStatus.Queued);
        await using var visitor = await dashboard.VisitAsync($"/recordings/{id}", scripts);

        await visitor.Page.ClickAsync("#actions >> text=Pause");
        await visitor.SeesAsync("#state", "Paused on request");
        await ButtonsAreAsync(visitor, "Resume", "Cancel", "Delete for good");
        await visitor.Page.ClickAsync("#actions >> text=Resume");
        await visitor.SeesAsync("#state", "Waiting for a free worker");
        await visitor.Page.ClickAsync("#actions >> text=Cancel");
        await visitor.SeesAsync("#state", "Stopped on request");
        await ButtonsAreAsync(visitor, "Retry what is missing", "Delete for good");
        await visitor.Page.ClickAsync("#actions >> text=Retry what is missing");
        await visitor.SeesAsync("#state", "Waiting for a free worker");
        (await visitor.Page.Locator("#actions >> text=Delete for good").IsVisibleAsync()).ShouldBeFalse();
        await visitor.Page.ClickAsync("#actions summary");
        await visitor.Page.ClickAsync("#actions >> text=Delete for good");
        await visitor.SeesAsync("h1", "Recordings");

        (await visitor.Page.Locator($"#r-{id}").CountAsync()).ShouldBe(0);
        File.Exists(FileOf(id)).ShouldBeFalse();
        await visitor.GoAsync($"/recordings/{id}");
        visitor.Status.ShouldBe(404);
    }

    [Theory]
    [InlineData(RecordingStatus.Splitting, "Pause", "Cancel", "Delete for good")]
    [InlineData(RecordingStatus.Paused, "Pause", "Retry now", "Cancel", "Delete for good")]
    [InlineData(RecordingStatus.Failed, "Retry what is missing", "Delete for good")]
    public async Task A_recording_offers_what_its_state_allows(RecordingStatus status, params string[] buttons)
    {
        var id = await AddAsync(status);

        await using var visitor = await dashboard.VisitAsync($"/recordings/{id}", scripts: false);

        await ButtonsAreAsync(visitor, buttons);
    }

    [Fact]
    public async Task What_has_become_impossible_since_the_page_was_read_is_told_with_the_reason()
    {
        var id = await AddAsync(RecordingStatus.Splitting);
        await Rows.CutAsync(id, 0, 60, SegmentState.Silent);
        await using var visitor = await dashboard.VisitAsync($"/recordings/{id}", scripts: false);

        await Rows.EndAsync(id, RecordingStatus.Completed, 60);
        await visitor.Page.ClickAsync("#actions >> text=Cancel");

        await visitor.SeesAsync("h1", "Not possible any more");
        await visitor.SeesAsync("#reason", "It has ended already (completed)");
    }

    [Fact]
    public async Task The_list_tells_who_paused_a_recording_and_a_deletion_empties_its_place()
    {
        var held = await AddAsync(RecordingStatus.Queued);
        await using var other = await dashboard.VisitAsync($"/recordings/{held}", scripts: false);
        await other.Page.ClickAsync("#actions >> text=Pause");
        await using var visitor = await dashboard.VisitAsync("/");
        await visitor.IsLiveAsync();

        await visitor.SeesAsync($"#r-{held}", "Paused on request");
        await Rows.DeleteAsync(held);
        await visitor.Page.WaitForSelectorAsync($"#r-{held}", new() { State = WaitForSelectorState.Detached });

        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_open_page_of_a_recording_that_somebody_deletes_says_so()
    {
        var id = await AddAsync(RecordingStatus.Splitting);
        await using var visitor = await dashboard.VisitAsync($"/recordings/{id}");
        await visitor.IsLiveAsync();

        await Rows.DeleteAsync(id);

        await visitor.SeesAsync("#reason", "There is no recording of that id");
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("delete")]
    public async Task A_page_of_another_site_presses_no_button(string command)
    {
        var id = await AddAsync(RecordingStatus.Queued);
        using var http = new HttpClient { BaseAddress = dashboard.Host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/recordings/{id}/{command}");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await using var visitor = await dashboard.VisitAsync($"/recordings/{id}", scripts: false);
        await visitor.SeesAsync("#state", "Waiting for a free worker");
    }

    private async Task<RecordingId> AddAsync(RecordingStatus status)
    {
        var error = status is RecordingStatus.Failed or RecordingStatus.Paused ? "arrears (1113)" : null;
        var id = await Rows.AddAsync("talk.mp3", status, 60, error);
        Directory.CreateDirectory(dashboard.Host.AudioFolder);
        await File.WriteAllTextAsync(FileOf(id), "sound", TestContext.Current.CancellationToken);
        await Rows.GiveAudioAsync(id);
        return id;
    }

    private string FileOf(RecordingId id) => Path.Combine(dashboard.Host.AudioFolder, $"{id}");

    private static async Task ButtonsAreAsync(Visitor visitor, params string[] words) =>
        (await visitor.Page.Locator("#actions button").AllTextContentsAsync()).ShouldBe(words);
}
