using System.Net;
using System.Security.Cryptography;
using Longhand.IntegrationTests.Api;
using Longhand.Recordings;
using Longhand.Support;

namespace Longhand.IntegrationTests.Intake;

/// <summary>The same content through any doors of any nodes is one recording, unless somebody asks for another.</summary>
public sealed class SameContentTests(TwoWorkers site) : IClassFixture<TwoWorkers>
{
    private const string Jobs = "select count(*) from queue.qrtz_job_details ";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_requests_of_one_key_at_once_make_one_recording()
    {
        const int Requests = 100;
        var sound = site.NewSound();
        var stored = site.StoredFiles;
        // So that the job is still there to be counted.
        site.Api.Hold();
        try
        {
            var answers = await Task.WhenAll(
                Enumerable.Range(0, Requests).Select(number => site.SubmitAsync(sound, "hundred", worker: number % 2)));

            var id = (await Task.WhenAll(answers.Select(IdAsync))).Distinct().ShouldHaveSingleItem();
            answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted).ShouldBe(1);
            answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(Requests - 1);
            answers.Count(answer => answer.Headers.Contains("Idempotent-Replayed")).ShouldBe(Requests - 1);
            (await RecordingsOfAsync(sound)).ShouldBe(1);
            (await site.CountAsync(Jobs + $"where job_name = '{id}'")).ShouldBe(1);
            (await site.CountAsync(Jobs + "where job_name::uuid not in (select id from recordings)")).ShouldBe(0);
            site.StoredFiles.Except(stored, StringComparer.Ordinal).ShouldHaveSingleItem().ShouldStartWith($"{id.Value:N}");
        }
        finally
        {
            site.Api.Release();
        }
    }

    [Fact]
    public async Task A_hundred_of_one_content_at_once_through_both_doors_of_both_workers_make_one_recording()
    {
        var sound = site.NewSound();
        var stored = site.StoredFiles;

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(
            number => number % 4 < 2 ? site.SubmitAsync(sound, worker: number % 2) : UploadAsync(sound, worker: number % 2)));

        answers.ShouldAllBe(answer => answer.IsSuccessStatusCode);
        (await RecordingsOfAsync(sound)).ShouldBe(1);
        site.StoredFiles.Except(stored, StringComparer.Ordinal).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_was_answered_under_a_key_is_answered_again_after_its_end()
    {
        var sound = site.NewSound();
        using var first = await site.SubmitAsync(sound, "again");
        var id = await IdAsync(first);
        await site.EndAsync(id);

        using var again = await site.SubmitAsync(sound, "again", worker: 1, name: "copy of a.wav");

        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
        var recording = await again.JsonAsync();
        recording.GetProperty("id").GetGuid().ShouldBe(id.Value);
        recording.GetProperty("status").GetString().ShouldBe("completed");
    }

    [Fact]
    public async Task A_key_whose_recording_was_deleted_is_free_again()
    {
        var sound = site.NewSound();
        using var first = await site.SubmitAsync(sound, "deleted");
        var id = await IdAsync(first);
        await site.EndAsync(id);
        await site.ExecuteAsync($"delete from recordings where id = '{id}'");

        using var again = await site.SubmitAsync(sound, "deleted");

        again.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await IdAsync(again)).ShouldNotBe(id);
    }

    [Fact]
    public async Task What_has_gaps_and_no_audio_any_more_can_be_handed_in_again()
    {
        var sound = site.NewSound();
        using var first = await site.SubmitAsync(sound);
        var id = await IdAsync(first);
        await site.EndAsync(id);
        await site.ExecuteAsync(
            $"""
            update segments set state = 'gap', gap_reason = 'lost', answer = null, answered_at = null
             where recording_id = '{id}';
            update recordings set status = 'completed_with_gaps', audio_key = null where id = '{id}'
            """);

        using var again = await site.SubmitAsync(sound);

        again.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await IdAsync(again)).ShouldNotBe(id);
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "?max_segment=10")]
    [InlineData(false, "?stream=0")]
    [InlineData(false, "?priority=1")]
    [InlineData(false, "?again=true")]
    public async Task A_key_under_which_another_request_came_is_refused_with_the_way_out(bool otherBody, string query)
    {
        var (key, sound) = ($"other {otherBody}{query}".Replace(' ', '-'), site.NewSound());
        using var first = await site.SubmitAsync(sound, key);
        var id = await IdAsync(first);
        var stored = site.StoredFiles;

        using var other = await site.SubmitAsync(otherBody ? site.NewSound() : sound, key, query, worker: 1);

        var problem = await other.ProblemAsync(HttpStatusCode.Conflict);
        problem.ShouldContain($"'{key}'");
        problem.ShouldContain($"recording {id}");
        problem.ShouldContain("a key of its own");
        site.StoredFiles.Except(stored, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("")]
    [InlineData("\"\"")]
    public async Task What_is_no_key_is_refused_before_the_file_is_read(string key)
    {
        using var answer = await site.SubmitAsync([1, 2, 3], key);

        (await answer.ProblemAsync(HttpStatusCode.BadRequest)).ShouldContain("1 to 255 visible ASCII characters");
    }

    [Fact]
    public async Task A_key_keeps_what_it_was_answered_with_where_that_was_here_before()
    {
        var sound = site.NewSound();
        using var first = await site.SubmitAsync(sound);
        var id = await IdAsync(first);
        await site.EndAsync(id);
        using var known = await site.SubmitAsync(sound, "known");
        await site.ExecuteAsync($"update recordings set status = 'failed', error = 'later' where id = '{id}'");

        using var again = await site.SubmitAsync(sound, "known");

        known.Headers.Contains("Idempotent-Replayed").ShouldBeFalse();
        again.Headers.Contains("Idempotent-Replayed").ShouldBeTrue();
        (await Task.WhenAll(IdAsync(known), IdAsync(again))).ShouldBe([id, id]);
    }

    [Fact]
    public async Task Content_that_is_here_is_answered_with_its_recording_and_sent_to_nobody()
    {
        var sound = site.NewSound();
        using var first = await site.SubmitAsync(sound);
        var id = await IdAsync(first);
        await site.EndAsync(id);
        var (calls, stored) = (site.Api.Calls.Count, site.StoredFiles);

        using var again = await site.SubmitAsync(sound, worker: 1, name: "renamed.wav");
        using var page = await UploadAsync(sound, worker: 1);
        var dropped = Path.Combine(site.WatchedFolder, "dropped.wav");
        await File.WriteAllBytesAsync(dropped, sound, Token);
        await Eventually.IsAsync(
            () => File.Exists(Path.Combine(site.WatchedFolder, "accepted", "dropped.wav")), "the file is put aside", Token);

        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await IdAsync(again)).ShouldBe(id);
        page.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe($"/recordings/{id}");
        (await RecordingsOfAsync(sound)).ShouldBe(1);
        site.StoredFiles.ShouldBe(stored, ignoreOrder: true);
        site.Api.Calls.Count.ShouldBe(calls);
    }

    [Theory]
    [InlineData("?again=true", "completed")]
    [InlineData("?max_segment=10", "completed")]
    [InlineData("?stream=0", "completed")]
    [InlineData("", "failed")]
    [InlineData("", "cancelled")]
    public async Task Content_that_is_asked_for_otherwise_or_came_to_nothing_is_transcribed(string query, string status)
    {
        var sound = site.NewSound();
        using var first = await site.SubmitAsync(sound);
        var id = await IdAsync(first);
        await site.EndAsync(id);
        await site.ExecuteAsync($"update recordings set status = '{status}', error = 'made so' where id = '{id}'");

        using var again = await site.SubmitAsync(sound, query: query);

        again.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await IdAsync(again)).ShouldNotBe(id);
    }

    [Fact]
    public async Task The_command_line_says_that_a_file_is_here_already_and_asks_again_if_told_to()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "meeting.wav"), site.NewSound(), Token);

        var first = await SubmitAsync(folder);
        var known = await SubmitAsync(folder);
        var again = await SubmitAsync(folder, "--again");

        new[] { first, known, again }.ShouldAllBe(ended => ended.ExitCode == 0);
        known.Error.ShouldContain("was handed in before");
        known.Error.ShouldContain("--again");
        known.Output.ShouldBe(first.Output);
        new[] { first.Error, again.Error }.ShouldAllBe(error => !error.Contains("before"));
    }

    private Task<Ended> SubmitAsync(TemporaryFolder folder, params string[] options) => LonghandProcess.RunAsync(
        ["submit", "meeting.wav", "--server", $"{site.Address}", .. options], new Dictionary<string, string?>(), folder.Path);

    private async Task<HttpResponseMessage> UploadAsync(byte[] sound, int worker)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sound), "file", "a.wav" } };
        return await site.Doors[worker].PostAsync("recordings", form, Token);
    }

    private Task<long> RecordingsOfAsync(byte[] sound) =>
        site.CountAsync("select count(*) from recordings where content_hash = $1", SHA256.HashData(sound));

    private static async Task<RecordingId> IdAsync(HttpResponseMessage answer) =>
        answer.IsSuccessStatusCode
            ? new RecordingId((await answer.JsonAsync()).GetProperty("id").GetGuid())
            : throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Token)}");
}
