using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Longhand.Recordings;
using Longhand.Storage;
using Longhand.Support;

namespace Longhand.IntegrationTests.Api;

public sealed class CommandRouteTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string Commands = "cancel, pause, resume, retry";

    private readonly WorkerSite site = shared.Site;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recording_that_waits_is_paused_and_goes_on_and_each_may_be_said_twice()
    {
        var id = await SubmitAsync();

        foreach (var _ in (int[])[1, 2])
        {
            using var paused = await TellAsync(id, "pause");
            (paused.StatusCode, await StandingAsync(paused)).ShouldBe((HttpStatusCode.OK, ("paused", true)));
        }

        (await QueuedAsync(id)).ShouldBe(0);
        (await site.Database.Runs.PausedAsync(after: null, limit: 100, Token))
            .ShouldNotContain(paused => paused.Id == RecordingId.Parse(id, null));
        foreach (var _ in (int[])[1, 2])
        {
            using var resumed = await TellAsync(id, "resume");
            (resumed.StatusCode, await StandingAsync(resumed)).ShouldBe((HttpStatusCode.Accepted, ("queued", false)));
            resumed.Headers.Location!.ToString().ShouldEndWith($"/v1/recordings/{id}");
        }

        (await QueuedAsync(id)).ShouldBe(1);
    }

    [Fact]
    public async Task A_recording_that_waits_is_cancelled_and_retried_and_each_may_be_said_twice()
    {
        var id = await SubmitAsync();

        foreach (var _ in (int[])[1, 2])
        {
            using var cancelled = await TellAsync(id, "cancel");
            (cancelled.StatusCode, await StandingAsync(cancelled)).ShouldBe((HttpStatusCode.OK, ("cancelled", false)));
        }

        (await QueuedAsync(id)).ShouldBe(0);
        using var page = await site.Http.GetAsync("/v1/recordings?status=cancelled", Token);
        (await page.JsonAsync()).GetProperty("recordings").EnumerateArray()
            .ShouldContain(one => one.GetProperty("id").GetString() == id);
        foreach (var _ in (int[])[1, 2])
        {
            using var retried = await TellAsync(id, "retry");
            (retried.StatusCode, await StandingAsync(retried)).ShouldBe((HttpStatusCode.Accepted, ("queued", false)));
        }

        (await QueuedAsync(id)).ShouldBe(1);
    }

    [Fact]
    public async Task Commands_that_come_at_once_leave_no_recording_that_waits_without_its_job()
    {
        var id = await SubmitAsync();

        for (var round = 0; round < 20; round++)
        {
            foreach (var response in await Task.WhenAll(
                new[] { "cancel", "retry", "cancel", "retry" }.Select(command => TellAsync(id, command))))
                using (response)
                    response.IsSuccessStatusCode.ShouldBeTrue();

            using var page = await site.Http.GetAsync($"/v1/recordings/{id}", Token);
            var (status, _) = await StandingAsync(page);
            (await QueuedAsync(id)).ShouldBe(status == "queued" ? 1 : 0, $"{status} after round {round}");
        }
    }

    [Fact]
    public async Task A_retry_forgets_what_failed_and_keeps_what_was_answered()
    {
        var id = await site.Database.AddRecordingAsync(Token);
        var story = await Story.BeginAsync(site.Database, id);
        await story.SayAsync();
        await story.EndWithGapAsync();
        await site.Database.ExecuteAsync(
            $"update recordings set audio_key = 'kept', attempts = 4, starts = 3 where id = '{id}'", Token);

        using var retried = await TellAsync($"{id}", "retry");

        await Should.ThrowAsync<RunSupersededException>(story.FailAsync("A run that did not hear of its end."));
        var view = await retried.JsonAsync();
        view.GetProperty("status").GetString().ShouldBe("queued");
        view.GetProperty("finished_at").ValueKind.ShouldBe(JsonValueKind.Null);
        view.GetProperty("attempts").GetInt32().ShouldBe(0);
        view.GetProperty("coverage").GetProperty("transcribed_seconds").GetDouble().ShouldBe(1);
        view.GetProperty("coverage").GetProperty("gap_seconds").GetDouble().ShouldBe(0);
        var run = (await site.Database.BeginAsync(id, "node", Token))!;
        run.Recording.Starts.ShouldBe(1);
        var segments = await run.SegmentsAsync(Token);
        segments.Select(segment => segment.State).ShouldBe([SegmentState.Transcribed, SegmentState.Pending]);
        segments[1].LastError.ShouldBe("sensitive content (1301)");
        segments[1].Calls.ShouldBe(1);
        using var transcript = await site.Http.GetAsync($"/v1/recordings/{id}/transcript", Token);
        (await transcript.JsonAsync()).GetProperty("utterances").EnumerateArray().ShouldHaveSingleItem()
            .GetProperty("text").GetString().ShouldBe("Good morning.");
    }

    [Theory]
    [InlineData("cancel", "nothing to cancel")]
    [InlineData("pause", "nothing to pause")]
    [InlineData("resume", "nothing to go on with")]
    [InlineData("retry", "nothing to retry")]
    public async Task What_a_completed_recording_cannot_do_is_refused_with_the_reason(string command, string reason)
    {
        var id = await Story.TellAsync(site.Database);

        using var response = await TellAsync($"{id}", command);

        (await response.ProblemAsync(HttpStatusCode.Conflict)).ShouldContain(reason);
    }

    [Fact]
    public async Task A_recording_whose_audio_was_removed_is_not_retried()
    {
        var id = await site.Database.AddRecordingAsync(Token);
        await (await Story.BeginAsync(site.Database, id)).FailAsync("The key is refused.");

        using var response = await TellAsync($"{id}", "retry");

        (await response.ProblemAsync(HttpStatusCode.Conflict)).ShouldContain("Hand the file in again");
    }

    [Fact]
    public async Task A_deleted_recording_is_gone_with_its_file_and_whoever_follows_it_hears_the_end()
    {
        var id = await SubmitAsync();
        var file = await KeyAsync(id);
        await using var events = await site.Http.GetStreamAsync($"/v1/recordings/{id}/events", Token);
        using var reader = new StreamReader(events);

        using var deleted = await site.Http.DeleteAsync($"/v1/recordings/{id}", Token);
        using var again = await site.Http.DeleteAsync($"/v1/recordings/{id}", Token);
        using var page = await site.Http.GetAsync($"/v1/recordings/{id}", Token);
        var told = await reader.ReadToEndAsync(Token).WaitAsync(Eventually.Deadline, Token);

        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await again.ProblemAsync(HttpStatusCode.NotFound)).ShouldContain("no recording");
        (await page.ProblemAsync(HttpStatusCode.NotFound)).ShouldContain("no recording");
        // It was not: what is cancelled can be retried.
        told.ShouldNotContain("cancelled");
        site.StoredFiles.ShouldNotContain(stored => stored.Contains(file, StringComparison.Ordinal));
        (await QueuedAsync(id)).ShouldBe(0);
    }

    [Fact]
    public async Task A_recording_whose_audio_cannot_be_removed_is_not_deleted_and_says_why()
    {
        var id = await SubmitAsync();
        var store = Path.GetDirectoryName(site.StoredFiles[0])!;

        Directory.Move(store, $"{store}.elsewhere");
        try
        {
            using var refused = await site.Http.DeleteAsync($"/v1/recordings/{id}", Token);
            using var page = await site.Http.GetAsync($"/v1/recordings/{id}", Token);
            (await refused.ProblemAsync(HttpStatusCode.InsufficientStorage)).ShouldContain("Nothing was deleted");
            page.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        finally
        {
            Directory.Move($"{store}.elsewhere", store);
        }

        using var deleted = await site.Http.DeleteAsync($"/v1/recordings/{id}", Token);
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_completed_recording_is_deleted_whatever_else_cannot_be_done_with_it()
    {
        var id = await Story.TellAsync(site.Database);

        using var deleted = await site.Http.DeleteAsync($"/v1/recordings/{id}", Token);

        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await site.Database.Reads.FindAsync(id, Token)).ShouldBeNull();
    }

    [Theory]
    [InlineData("0199a0e2-0000-7000-8000-000000000000")]
    [InlineData("seven")]
    public async Task What_is_not_there_cannot_be_told_anything(string id)
    {
        foreach (var command in Commands.Split(", "))
        {
            using var response = await TellAsync(id, command);
            (await response.ProblemAsync(HttpStatusCode.NotFound)).ShouldContain("no recording");
        }

        using var deleted = await site.Http.DeleteAsync($"/v1/recordings/{id}", Token);
        await deleted.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_page_of_another_site_changes_nothing()
    {
        var id = await SubmitAsync();

        foreach (var command in Commands.Split(", ").Select(command => (HttpMethod.Post, $"/{command}"))
            .Append((HttpMethod.Delete, "")))
        {
            using var request = new HttpRequestMessage(command.Item1, $"/v1/recordings/{id}{command.Item2}");
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
            using var response = await site.Http.SendAsync(request, Token);
            (await response.ProblemAsync(HttpStatusCode.Forbidden)).ShouldContain("another site");
        }

        (await site.Database.Reads.FindAsync(RecordingId.Parse(id, null), Token))!.Status
            .ShouldBe(RecordingStatus.Queued);
    }

    [Fact]
    public async Task The_description_of_the_API_has_the_commands()
    {
        using var response = await site.Http.GetAsync("/openapi/v1.json", Token);

        var paths = (await response.JsonAsync()).GetProperty("paths");
        foreach (var command in Commands.Split(", "))
            paths.GetProperty($"/v1/recordings/{{id}}/{command}").GetProperty("post").GetProperty("responses")
                .TryGetProperty("409", out _).ShouldBeTrue();
        paths.GetProperty("/v1/recordings/{id}").GetProperty("delete").GetProperty("responses")
            .TryGetProperty("204", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task The_command_line_says_it_too()
    {
        var id = await SubmitAsync();

        var paused = await RunAsync("pause", id);
        var resumed = await RunAsync("resume", id);
        var cancelled = await RunAsync("cancel", id);
        var refused = await RunAsync("pause", id);
        var deleted = await RunAsync("delete", id);

        (paused.ExitCode, paused.Output.Trim()).ShouldBe(
            (0, $"tone.wav: paused on request; 'longhand resume {id}' goes on with it"));
        (resumed.ExitCode, resumed.Output.Trim()).ShouldBe((0, "tone.wav: waiting for a free worker"));
        (cancelled.ExitCode, cancelled.Output.Trim()).ShouldBe((0, "tone.wav: cancelled"));
        (refused.ExitCode, refused.Error.Trim()).ShouldBe(
            (1, "It has ended already (cancelled), so there is nothing to pause."));
        (deleted.ExitCode, deleted.Output.Trim()).ShouldBe((0, $"{id}: deleted"));
    }

    private async Task<string> SubmitAsync()
    {
        using var content = new ByteArrayContent(Tone.Of(32_044))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("audio/wav") },
        };
        using var accepted = await site.Http.PostAsync("/v1/recordings?name=tone.wav", content, Token);
        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return (await accepted.JsonAsync()).GetProperty("id").GetString()!;
    }

    private Task<HttpResponseMessage> TellAsync(string id, string command) =>
        site.Http.PostAsync($"/v1/recordings/{id}/{command}", content: null, Token);

    private Task<Ended> RunAsync(string command, string id) => LonghandProcess.RunAsync(
        [command, id, "--server", $"{site.Address}"], new Dictionary<string, string?>(), site.Folder);

    private static async Task<(string Status, bool Held)> StandingAsync(HttpResponseMessage response)
    {
        var view = await response.JsonAsync();
        return (view.GetProperty("status").GetString()!, view.GetProperty("held").GetBoolean());
    }

    private async Task<string> KeyAsync(string id)
    {
        await using var command = site.Database.Connections.CreateCommand(
            $"select audio_key from recordings where id = '{id}'");
        return (string)(await command.ExecuteScalarAsync(Token))!;
    }

    /// <summary>Jobs that the queue has for the recording.</summary>
    private async Task<long> QueuedAsync(string id)
    {
        await using var command = site.Database.Connections.CreateCommand(
            $"select count(*) from queue.qrtz_triggers where job_name = '{id}'");
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
