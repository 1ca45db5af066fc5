using System.Diagnostics;
using System.Net;
using System.Net.ServerSentEvents;
using Longhand.IntegrationTests.Api;
using Longhand.Recordings;
using Longhand.Support;

namespace Longhand.IntegrationTests.Dashboard;

public sealed class LiveEventsTests(PostgresCluster cluster)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_fast_rows_change_a_page_hears_of_it_twice_a_second_and_hears_the_last()
    {
        await using var host = await DashboardHost.StartAsync(cluster, Token);
        var id = await host.Rows.AddAsync("talk.mp3", RecordingStatus.Splitting, 60);
        using var http = new HttpClient { BaseAddress = host.Address };
        await using var events = await FollowAsync(http, $"/dashboard/events/{id}");
        (await events.MoveNextAsync()).ShouldBeTrue();
        var started = Stopwatch.GetTimestamp();

        var touching = host.Rows.TouchAsync(id, 1500);
        var patches = 0;
        do
        {
            (await events.MoveNextAsync()).ShouldBeTrue();
            patches++;
        }
        while (!events.Current.Data.Contains("<dd>1500</dd>", StringComparison.Ordinal));
        await touching;

        patches.ShouldBeLessThanOrEqualTo((int)(Stopwatch.GetElapsedTime(started).TotalSeconds / 0.5) + 1);
    }

    [Fact]
    public async Task Only_what_changed_is_sent()
    {
        await using var host = await DashboardHost.StartAsync(cluster, Token);
        var id = await host.Rows.AddAsync("talk.mp3", RecordingStatus.Splitting, 120);
        await host.Rows.CutAsync(id, 0, 60, SegmentState.Transcribed, "Good morning.");
        using var http = new HttpClient { BaseAddress = host.Address };
        await using var events = await FollowAsync(http, $"/dashboard/events/{id}");
        await events.MoveNextAsync();
        events.Current.Data.ShouldContain("Good morning.");

        await host.Rows.CutAsync(id, 60, 120, SegmentState.Transcribed, "And good night.");
        await events.MoveNextAsync();

        events.Current.EventType.ShouldBe("patch");
        events.Current.Data.ShouldContain("And good night.");
        events.Current.Data.ShouldNotContain("Good morning.");
    }

    [Fact]
    public async Task The_stream_of_an_ended_recording_says_so_and_ends()
    {
        await using var host = await DashboardHost.StartAsync(cluster, Token);
        var id = await host.Rows.AddAsync("talk.mp3", RecordingStatus.Failed, error: "The file is empty.");
        using var http = new HttpClient { BaseAddress = host.Address };
        await using var events = await FollowAsync(http, $"/dashboard/events/{id}");

        await events.MoveNextAsync();
        events.Current.EventType.ShouldBe("patch");
        await events.MoveNextAsync();
        events.Current.EventType.ShouldBe("end");

        (await events.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_shutdown_ends_open_streams_at_once()
    {
        await using var host = await DashboardHost.StartAsync(cluster, Token);
        using var http = new HttpClient { BaseAddress = host.Address };
        await using var events = await FollowAsync(http, "/dashboard/events");
        await events.MoveNextAsync();
        var next = events.MoveNextAsync().AsTask();
        var started = Stopwatch.GetTimestamp();

        await host.StopAsync(Token);

        (await next).ShouldBeFalse();
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_browser_that_leaves_is_no_error()
    {
        await using var host = await DashboardHost.StartAsync(cluster, Token);
        using (var http = new HttpClient { BaseAddress = host.Address })
        {
            var events = await FollowAsync(http, "/dashboard/events");
            await events.MoveNextAsync();
        }

        await host.Rows.AddAsync("talk.mp3");
        await host.StopAsync(Token);

        host.Complaints.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recording_that_is_not_there_has_no_stream()
    {
        await using var host = await DashboardHost.StartAsync(cluster, Token);
        using var http = new HttpClient { BaseAddress = host.Address };

        using var unknown = await http.GetAsync($"/dashboard/events/{RecordingId.New(TimeProvider.System)}", Token);
        using var unreadable = await http.GetAsync("/dashboard/events?status=lost", Token);

        (await unknown.ProblemAsync(HttpStatusCode.NotFound)).ShouldContain("There is no recording");
        (await unreadable.ProblemAsync(HttpStatusCode.BadRequest)).ShouldContain("'lost' is no status");
    }

    [Fact]
    public async Task A_database_that_is_gone_gives_a_page_that_says_where_the_reason_is_and_ends_the_stream()
    {
        await using var host = await DashboardHost.StartAsync(cluster, Token);
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        await using var events = await FollowAsync(http, "/dashboard/events");
        await events.MoveNextAsync();

        await host.Rows.AddAsync("last.mp3");
        await events.MoveNextAsync();
        await host.Rows.DropAsync();
        using var answer = await http.GetAsync("/", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self'");
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("Something failed here");
        (await events.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Pages_forbid_foreign_content_and_files_are_kept_by_the_browser()
    {
        await using var host = await DashboardHost.StartAsync(cluster, Token);
        using var http = new HttpClient { BaseAddress = host.Address };

        using var page = await http.GetAsync("/", Token);
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self';");
        page.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        var html = await page.Content.ReadAsStringAsync(Token);
        html.ShouldStartWith("<!DOCTYPE html>");
        html.ShouldNotContain("style=\"");

        foreach (var (name, type) in new[] { ("longhand.css", "text/css"), ("longhand.js", "text/javascript"), ("longhand.svg", "image/svg+xml") })
        {
            html.ShouldContain($"/dashboard/{name}?v=");
            using var file = await http.GetAsync($"/dashboard/{name}", Token);
            file.Content.Headers.ContentType!.MediaType.ShouldBe(type);
            file.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromDays(365));
            (await file.Content.ReadAsByteArrayAsync(Token)).Length.ShouldBeGreaterThan(100);
        }
    }

    private static async Task<IAsyncEnumerator<SseItem<string>>> FollowAsync(HttpClient http, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        response.EnsureSuccessStatusCode();
        return SseParser.Create(await response.Content.ReadAsStreamAsync(Token)).EnumerateAsync(Token).GetAsyncEnumerator(Token);
    }
}
