using System.Net.ServerSentEvents;
using System.Text.Json;
using Longhand.Recordings;
using Longhand.Support;

namespace Longhand.IntegrationTests.Api;

public sealed class EventTests(SharedSite shared, PostgresCluster cluster) : IClassFixture<SharedSite>
{
    private readonly WorkerSite site = shared.Site;

    [Fact]
    public async Task Every_change_is_told_until_the_end_and_the_stream_ends_with_it()
    {
        var id = await site.Database.AddRecordingAsync(TestContext.Current.CancellationToken);
        await using var events = Events(site, id).GetAsyncEnumerator();

        (await NextAsync(events)).ShouldBe("queued");
        var story = await Story.BeginAsync(site.Database, id);
        (await UntilOtherThanAsync(events, "queued")).ShouldBe("splitting");
        await story.SayAsync();
        await story.EndAsync();

        string? last;
        do
            last = await NextAsync(events);
        while (last is "splitting" or "recognizing" or "stitching");
        last.ShouldBe("completed");
        (await NextAsync(events)).ShouldBeNull();
    }

    [Fact]
    public async Task The_state_is_repeated_while_nothing_changes()
    {
        var id = await site.Database.AddRecordingAsync(TestContext.Current.CancellationToken);
        await using var events = Events(site, id).GetAsyncEnumerator();

        (await NextAsync(events)).ShouldBe("queued");
        (await NextAsync(events)).ShouldBe("queued");
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_does_not_wait_for_those_who_follow()
    {
        await using var own = await WorkerSite.StartAsync(cluster);
        var id = await own.Database.AddRecordingAsync(TestContext.Current.CancellationToken);
        await using var events = Events(own, id).GetAsyncEnumerator();
        await NextAsync(events);

        var ended = await own.Process.TerminateAsync();

        ended.ExitCode.ShouldBe(0);
        ended.Output.ShouldNotContain("fail:");
        string? last;
        do
            last = await NextAsync(events);
        while (last is not null);
    }

    private static async Task<string?> NextAsync(IAsyncEnumerator<string> events) =>
        await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)) ? events.Current : null;

    private static async Task<string?> UntilOtherThanAsync(IAsyncEnumerator<string> events, string status)
    {
        string? next;
        do
            next = await NextAsync(events);
        while (next == status);
        return next;
    }

    private static async IAsyncEnumerable<string> Events(WorkerSite worker, RecordingId id)
    {
        await using var stream = await worker.Http.GetStreamAsync($"/v1/recordings/{id}/events");
        await foreach (var one in SseParser.Create(stream).EnumerateAsync())
        {
            using var view = JsonDocument.Parse(one.Data);
            yield return view.RootElement.GetProperty("status").GetString()!;
        }
    }
}
