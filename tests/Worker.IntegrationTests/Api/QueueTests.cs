using System.Net;
using System.Text.Json;

namespace Longhand.IntegrationTests.Api;

public sealed class QueueTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private const string Queue = "/v1/queue";

    private const string Resume = "/v1/queue/resume";

    private readonly WorkerSite site = shared.Site;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await site.Database.ExecuteAsync("delete from call_budgets", Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Before_the_first_call_the_queue_tells_what_is_configured()
    {
        var queue = await ReadAsync();

        queue.GetProperty("live_nodes").GetArrayLength().ShouldBe(0);
        queue.GetProperty("running").GetInt32().ShouldBe(0);
        queue.GetProperty("calls").GetProperty("ceiling").GetInt32().ShouldBe(4);
        queue.GetProperty("calls").GetProperty("limit").GetInt32().ShouldBe(4);
        queue.GetProperty("calls").GetProperty("in_flight").GetInt32().ShouldBe(0);
        queue.GetProperty("pause").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_pause_is_shown_and_ended_and_what_waits_for_that_is_queued()
    {
        await PauseAsync();
        var waiting = await site.Database.AddRecordingAsync(Token);
        await site.Database.ExecuteAsync(
            $"update recordings set status = 'paused', error = 'arrears (1113)' where id = '{waiting}'", Token);
        var before = await ReadAsync();

        using var resumed = await site.Http.PostAsync(Resume, content: null, Token);
        using var again = await site.Http.PostAsync(Resume, content: null, Token);

        before.GetProperty("pause").GetProperty("reason").GetString().ShouldBe("arrears (1113)");
        before.GetProperty("pause").GetProperty("until").GetDateTimeOffset()
            .ShouldBeGreaterThan(before.GetProperty("pause").GetProperty("since").GetDateTimeOffset());
        resumed.StatusCode.ShouldBe(HttpStatusCode.OK);
        var after = await resumed.JsonAsync();
        after.GetProperty("pause").ValueKind.ShouldBe(JsonValueKind.Null);
        after.GetProperty("waiting").GetInt32().ShouldBe(before.GetProperty("waiting").GetInt32() + 1);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_resume()
    {
        await PauseAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Resume);
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var response = await site.Http.SendAsync(request, Token);

        (await response.ProblemAsync(HttpStatusCode.Forbidden)).ShouldContain("another site");
        (await ReadAsync()).GetProperty("pause").ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task The_description_of_the_API_has_the_queue()
    {
        using var response = await site.Http.GetAsync("/openapi/v1.json", Token);

        var paths = (await response.JsonAsync()).GetProperty("paths");
        paths.GetProperty(Queue).TryGetProperty("get", out _).ShouldBeTrue();
        paths.GetProperty(Resume).GetProperty("post").GetProperty("responses").TryGetProperty("403", out _)
            .ShouldBeTrue();
    }

    private Task PauseAsync() => site.Database.ExecuteAsync(
        """
        insert into call_budgets (account, level, pause_reason, paused_at, paused_until)
        values ('http://127.0.0.1:9 glm-asr', 4, 'arrears (1113)', now(), now() + interval '1 h')
        """,
        Token);

    private async Task<JsonElement> ReadAsync()
    {
        using var response = await site.Http.GetAsync(Queue, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.JsonAsync();
    }
}
