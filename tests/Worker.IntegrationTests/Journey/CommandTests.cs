using System.Net;
using System.Text.Json;
using Longhand.Support;
using Longhand.Support.Faults;

namespace Longhand.IntegrationTests.Journey;

/// <summary>Recordings that are cancelled, paused, retried and deleted while one of two workers runs them.</summary>
public sealed class CommandTests(TwoWorkers site) : IClassFixture<TwoWorkers>, IAsyncLifetime
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);

    private FaultInjectingSpeechApi Api => site.Api;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Api.Heal();
        Api.Release();
        // One that a failed test left running would fail the others too.
        foreach (var recording in (await site.Door("one").ListAsync(Token)).GetProperty("recordings").EnumerateArray())
            await site.Door("one").DeleteAsync(recording.GetProperty("id").GetString()!, Token);
    }

    [Fact]
    public async Task A_recording_that_is_cancelled_at_another_worker_stops_within_2_seconds_and_can_be_retried()
    {
        var before = Api.Calls.Count;
        var (id, runner) = await site.SubmitAndHoldAsync();

        var cancelled = await StopAsync(runner, door => door.CommandAsync(id, "cancel", Token));
        var again = await site.Door(runner).CommandAsync(id, "cancel", Token);
        var partial = await site.Door(runner).TranscriptAsync(id, Token);
        var aborted = Api.Calls.Skip(before).Where(call => call.AnsweredText is null).ToList();
        Api.Release();
        var retried = await site.Door(TwoWorkers.Other(runner)).CommandAsync(id, "retry", Token);
        var completed = await site.Door(runner).WaitUntilFinalAsync(id, Token);

        cancelled.GetProperty("status").GetString().ShouldBe("cancelled");
        cancelled.GetProperty("finished_at").ValueKind.ShouldNotBe(JsonValueKind.Null);
        again.GetProperty("status").GetString().ShouldBe("cancelled");
        partial.GetProperty("utterances").GetArrayLength().ShouldBeGreaterThan(0);
        retried.GetProperty("status").GetString().ShouldBe("queued");
        completed.GetProperty("status").GetString().ShouldBe("completed");
        aborted.Count.ShouldBe(TwoWorkers.Concurrency);
        SentTwice(before).ShouldBe(aborted.Select(call => call.Wav!.Hash), ignoreOrder: true);
        await EveryAnswerIsThereOnceAsync(id, before);
    }

    [Fact]
    public async Task A_recording_that_is_paused_stays_so_until_it_is_resumed_whatever_the_account_and_the_workers_do()
    {
        var before = Api.Calls.Count;
        var (id, runner) = await site.SubmitAndHoldAsync();
        var other = TwoWorkers.Other(runner);

        var paused = await StopAsync(runner, door => door.CommandAsync(id, "pause", Token));
        var again = await site.Door(runner).CommandAsync(id, "pause", Token);
        var run = await site.AskAsync<int>("select run from recordings where id = $1", id);
        Api.Always(SpeechFault.Error(429, "1113", "arrears"));
        Api.Release();
        var second = await site.SubmitAsync();
        await site.Door(other).WaitUntilAsync(
            second, view => view.GetProperty("status").GetString() == "paused", TimeSpan.FromMinutes(1), Token);
        await site.RestartAsync(runner);
        Api.Heal();
        using (var http = new HttpClient { BaseAddress = site.Worker(other).BaseAddress })
        using (var answer = await http.PostAsync(new Uri("v1/queue/resume", UriKind.Relative), content: null, Token))
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await site.Door(other).WaitUntilFinalAsync(second, Token)).GetProperty("status").GetString()
            .ShouldBe("completed");

        foreach (var view in new[] { paused, again, await site.Door(runner).FindAsync(id, Token) })
        {
            view.GetProperty("status").GetString().ShouldBe("paused");
            view.GetProperty("held").GetBoolean().ShouldBeTrue();
        }

        (await site.AskAsync<int>("select run from recordings where id = $1", id)).ShouldBe(run);
        await site.Door(other).CommandAsync(id, "resume", Token);
        (await site.Door(other).WaitUntilFinalAsync(id, Token)).GetProperty("status").GetString().ShouldBe("completed");
        await EveryAnswerIsThereOnceAsync(id, before);
    }

    [Fact]
    public async Task Commands_that_come_faster_than_runs_end_lose_none_and_leave_the_last_word()
    {
        var before = Api.Calls.Count;
        var (id, _) = await site.SubmitAndHoldAsync();

        foreach (var (name, command) in new[]
        {
            ("one", "cancel"), ("two", "retry"), ("one", "pause"), ("one", "resume"), ("two", "pause"),
            ("one", "cancel"), ("one", "retry"), ("two", "cancel"), ("two", "retry"),
        })
            await site.Door(name).CommandAsync(id, command, Token);
        Api.Release();
        var completed = await site.Door("one").WaitUntilFinalAsync(id, Token);

        completed.GetProperty("status").GetString().ShouldBe("completed");
        await EveryAnswerIsThereOnceAsync(id, before);
    }

    [Fact]
    public async Task A_retry_sends_the_gaps_alone_and_may_fail_again_without_losing_a_word()
    {
        var before = Api.Calls.Count;
        Api.When(call => call.Number - before is 4 or 9 or 10, SpeechFault.Error(400, "1301", "sensitive content"));
        var id = await site.SubmitAsync();
        (await site.Door("two").WaitUntilFinalAsync(id, Token)).GetProperty("status").GetString()
            .ShouldBe("completed_with_gaps");
        var missing = Api.Calls.Skip(before).Where(call => call.AnsweredText is null).Select(call => call.Wav!.Hash)
            .ToList();
        var words = Words(await site.Door("one").TranscriptAsync(id, Token));

        Api.Heal();
        Api.Always(SpeechFault.Error(400, "1301", "sensitive content"));
        var first = Api.Calls.Count;
        await site.Door("one").CommandAsync(id, "retry", Token);
        var failedAgain = await site.Door("two").WaitUntilFinalAsync(id, Token);
        var wordsAgain = Words(await site.Door("one").TranscriptAsync(id, Token));
        Api.Heal();
        var second = Api.Calls.Count;
        await site.Door("two").CommandAsync(id, "retry", Token);
        var completed = await site.Door("one").WaitUntilFinalAsync(id, Token);

        missing.Count.ShouldBe(3);
        failedAgain.GetProperty("status").GetString().ShouldBe("completed_with_gaps");
        wordsAgain.ShouldBe(words);
        completed.GetProperty("status").GetString().ShouldBe("completed");
        Api.Calls.Take(second).Skip(first).Select(call => call.Wav!.Hash).ShouldBe(missing, ignoreOrder: true);
        Api.Calls.Skip(second).Select(call => call.Wav!.Hash).ShouldBe(missing, ignoreOrder: true);
        await EveryAnswerIsThereOnceAsync(id, before);
    }

    [Fact]
    public async Task A_recording_that_is_deleted_while_it_runs_leaves_nothing()
    {
        var (id, runner) = await site.SubmitAndHoldAsync();
        var key = await site.AskAsync<string>("select audio_key from recordings where id = $1", id);
        using var http = new HttpClient { BaseAddress = site.Worker(runner).BaseAddress };
        await using var events = await http.GetStreamAsync(
            new Uri($"v1/recordings/{id}/events", UriKind.Relative), Token);
        using var reader = new StreamReader(events);

        var status = await StopAsync(runner, door => door.DeleteAsync(id, Token));
        await reader.ReadToEndAsync(Token).WaitAsync(Eventually.Deadline, Token);
        using var page = await http.GetAsync(new Uri($"v1/recordings/{id}", UriKind.Relative), Token);
        var again = await site.Door(runner).DeleteAsync(id, Token);

        status.ShouldBe(HttpStatusCode.NoContent);
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        again.ShouldBe(HttpStatusCode.NotFound);
        Directory.GetFiles(site.AudioFolder, $"{key}*").ShouldBeEmpty();
        foreach (var (table, column) in new[]
        {
            ("recordings", "id"), ("segments", "recording_id"), ("utterances", "recording_id"),
        })
            (await site.AskAsync<long>($"select count(*) from {table} where {column} = $1", id)).ShouldBe(0);
        await Eventually.IsAsync(
            async () => await site.AskAsync<long>(
                "select count(*) from queue.qrtz_job_details where job_name = $1::text", id) == 0,
            "the queue has forgotten it",
            Token);
    }

    [Fact]
    public async Task A_worker_that_was_frozen_while_its_recording_was_cancelled_and_retried_writes_nothing()
    {
        var before = Api.Calls.Count;
        var (id, runner) = await site.SubmitAndHoldAsync();
        var other = site.Door(TwoWorkers.Other(runner));
        var frozen = site.Worker(runner);

        frozen.Freeze();
        try
        {
            await other.CommandAsync(id, "cancel", Token);
            var stood = (await other.TranscriptAsync(id, Token)).ToString();
            Api.Release();
            await Api.WaitForInFlightAsync(0, Token);
            await other.CommandAsync(id, "retry", Token);
            await other.CommandAsync(id, "cancel", Token);
            (await other.TranscriptAsync(id, Token)).ToString().ShouldBe(stood);
            frozen.Thaw();
            await Eventually.IsAsync(
                () => frozen.Log.Contains($"Stopped {id}", StringComparison.Ordinal)
                    || frozen.Log.Contains($"of recording {id} was superseded", StringComparison.Ordinal),
                "the frozen run gave up",
                Token);
            (await other.TranscriptAsync(id, Token)).ToString().ShouldBe(stood);
        }
        finally
        {
            frozen.Thaw();
        }

        await other.CommandAsync(id, "retry", Token);
        (await other.WaitUntilFinalAsync(id, Token)).GetProperty("status").GetString().ShouldBe("completed");
        await EveryAnswerIsThereOnceAsync(id, before);
    }

    /// <summary>
    /// Has the worker that does not run the recording stop it, and checks that all that the run held is free in time.
    /// </summary>
    private async Task<T> StopAsync<T>(string runner, Func<DoorClient, Task<T>> command)
    {
        var clock = TimeProvider.System;
        var told = clock.GetTimestamp();
        var answer = await command(site.Door(TwoWorkers.Other(runner)));
        var answered = clock.GetElapsedTime(told);

        var took = await Task.WhenAll(
            FreeAsync("calls are aborted", () => Task.FromResult(Api.InFlight == 0)),
            FreeAsync(
                "ffmpeg is gone", () => Task.FromResult(ChildTools.FfmpegsOf(site.Worker(runner).Pid).Count == 0)),
            FreeAsync(
                "the work folder is empty",
                () => Task.FromResult(!Directory.EnumerateFileSystemEntries(site.WorkFolder(runner)).Any())),
            FreeAsync("the budget has its places back", async () =>
            {
                var calls = (await site.QueueAsync()).GetProperty("calls");
                return calls.GetProperty("in_flight").GetInt32() + calls.GetProperty("waiting").GetInt32() == 0;
            }));

        Figure.Tell(
            $"stopped at another worker: answered after {answered.TotalMilliseconds:0} ms; "
            + "calls, ffmpeg, work folder and budget free after "
            + string.Join(", ", took.Select(time => $"{time.TotalMilliseconds:0}")) + " ms");
        foreach (var time in took)
            time.ShouldBeLessThan(Promised);
        return answer;

        async Task<TimeSpan> FreeAsync(string what, Func<Task<bool>> isFree)
        {
            await Eventually.IsAsync(isFree, what, Token);
            return clock.GetElapsedTime(told);
        }
    }

    /// <summary>The hashes of what was sent more than once.</summary>
    private IEnumerable<string> SentTwice(int before) =>
        Api.Calls.Skip(before).GroupBy(call => call.Wav!.Hash).Where(calls => calls.Count() > 1)
            .Select(calls => calls.Key);

    /// <summary>
    /// The API's answers are hashes of the audio: each stands in the transcript once, and was given once or was in
    /// flight when its run ended.
    /// </summary>
    private async Task EveryAnswerIsThereOnceAsync(string id, int before)
    {
        var words = Words(await site.Door("one").TranscriptAsync(id, Token));
        words.ShouldBeUnique();
        var known = Api.Calls.Skip(before).Select(call => $"Heard {call.Wav!.Hash}.").ToHashSet();
        words.ShouldBeSubsetOf(known);
        words.Count.ShouldBe((int)await site.AskAsync<long>(
            "select count(*) from segments where recording_id = $1 and state = 'transcribed'", id));
    }

    /// <summary>The sentence of each answer that only its audio can have.</summary>
    private static IReadOnlyList<string> Words(JsonElement transcript) =>
    [
        .. transcript.GetProperty("utterances").EnumerateArray()
            .Select(utterance => utterance.GetProperty("text").GetString()!)
            .Where(text => text.StartsWith("Heard", StringComparison.Ordinal)),
    ];
}
