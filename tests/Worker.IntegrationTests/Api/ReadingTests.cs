using System.Net;
using System.Text.Json;

namespace Longhand.IntegrationTests.Api;

public sealed class ReadingTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly WorkerSite site = shared.Site;

    [Fact]
    public async Task The_list_is_read_page_by_page_to_its_end_newest_first()
    {
        for (var i = 0; i < 5; i++)
            await site.Database.AddRecordingAsync(TestContext.Current.CancellationToken, $"{i}.mp3");
        await Story.TellAsync(site.Database, "done.mp3");

        var names = new List<string>();
        var pages = 0;
        for (string? next = "/v1/recordings?limit=2&status=queued"; next is not null; pages++)
        {
            var page = await GetAsync(next);
            names.AddRange(page.GetProperty("recordings").EnumerateArray().Select(one => one.GetProperty("name").GetString()!));
            next = page.GetProperty("next").GetString();
        }

        pages.ShouldBe(3);
        names.ShouldBe(["4.mp3", "3.mp3", "2.mp3", "1.mp3", "0.mp3"]);
        (await GetAsync("/v1/recordings?limit=1")).GetProperty("recordings")[0].GetProperty("name").GetString().ShouldBe("done.mp3");
    }

    [Theory]
    [InlineData("limit=0", "1 to 200")]
    [InlineData("limit=201", "1 to 200")]
    [InlineData("limit=ten", "1 to 200")]
    [InlineData("before=yesterday", "next")]
    [InlineData("status=done", "completed_with_gaps")]
    [InlineData("state=queued", "no parameter 'state' here; there are limit, before, status")]
    public async Task A_query_that_makes_no_sense_is_answered_with_what_would(string query, string saying)
    {
        using var response = await site.Http.GetAsync($"/v1/recordings?{query}");

        (await response.ProblemAsync(HttpStatusCode.BadRequest)).ShouldContain(saying);
    }

    [Fact]
    public async Task Segments_tell_which_calls_were_made_for_them_and_what_came_of_each()
    {
        var id = await site.Database.AddRecordingAsync(TestContext.Current.CancellationToken);
        var story = await Story.BeginAsync(site.Database, id);
        await story.SayAsync();
        await story.EndWithGapAsync();

        var first = await GetAsync($"/v1/recordings/{id}/segments?limit=1");
        var second = await GetAsync(first.GetProperty("next").GetString()!);
        var gaps = await GetAsync($"/v1/recordings/{id}/segments?state=gap");

        var said = first.GetProperty("segments").EnumerateArray().ShouldHaveSingleItem();
        (said.GetProperty("start").GetDouble(), said.GetProperty("end").GetDouble()).ShouldBe((0, 1));
        said.GetProperty("state").GetString().ShouldBe("transcribed");
        said.GetProperty("calls").GetInt32().ShouldBe(2);
        said.GetProperty("resent_seconds").GetDouble().ShouldBe(1);
        said.GetProperty("attempts")[0].ToString().ShouldBe(
            """{"number":1,"request_id":"request-1","started_at":"1970-01-01T00:00:00+00:00","seconds":1.5,"sent_seconds":1,"outcome":"try_again","status":500,"code":"1234","reason":"network (1234)"}""");
        said.GetProperty("attempts")[1].GetProperty("outcome").GetString().ShouldBe("answered");
        var lost = second.GetProperty("segments").EnumerateArray().ShouldHaveSingleItem();
        lost.GetProperty("reason").GetString().ShouldBe("sensitive content (1301)");
        second.GetProperty("next").GetString().ShouldBeNull();
        gaps.GetProperty("segments").ToString().ShouldBe(second.GetProperty("segments").ToString());
        (await GetAsync($"/v1/recordings/{id}")).GetProperty("cost").ToString().ShouldBe(
            """{"calls":3,"sent_seconds":3,"resent_seconds":1,"estimate":null,"currency":null}""");
    }

    [Theory]
    [InlineData("segments?limit=0", "1 to 200")]
    [InlineData("segments?after=noon", "next")]
    [InlineData("segments?state=lost", "pending, transcribed, silent, gap")]
    public async Task A_query_for_segments_that_makes_no_sense_is_answered_with_what_would(string query, string saying)
    {
        using var response = await site.Http.GetAsync($"/v1/recordings/{Guid.Empty}/{query}");
        using var none = await site.Http.GetAsync($"/v1/recordings/{Guid.Empty}/segments");

        (await response.ProblemAsync(HttpStatusCode.BadRequest)).ShouldContain(saying);
        (await none.ProblemAsync(HttpStatusCode.NotFound)).ShouldContain("no recording");
    }

    [Fact]
    public async Task A_recording_tells_how_far_it_has_come_and_what_became_of_its_seconds()
    {
        var id = await site.Database.AddRecordingAsync(TestContext.Current.CancellationToken);
        var story = await Story.BeginAsync(site.Database, id);
        await story.SayAsync();

        var underWay = await GetAsync($"/v1/recordings/{id}");
        await story.EndAsync();
        var done = await GetAsync($"/v1/recordings/{id}");

        underWay.GetProperty("status").GetString().ShouldBe("splitting");
        underWay.GetProperty("node").GetString().ShouldBe("node-1");
        underWay.GetProperty("progress").ToString().ShouldBe("""{"done_seconds":1,"total_seconds":1,"total_is_exact":false}""");
        done.GetProperty("final").GetBoolean().ShouldBeTrue();
        done.GetProperty("progress").ToString().ShouldBe("""{"done_seconds":2,"total_seconds":2,"total_is_exact":true}""");
        done.GetProperty("coverage").ToString().ShouldBe("""{"transcribed_seconds":1,"silent_seconds":1,"gap_seconds":0}""");
        done.GetProperty("calls").GetInt32().ShouldBe(2);
        done.GetProperty("notes")[0].GetString().ShouldBe("The file ends early.");
    }

    [Theory]
    [InlineData("/v1/recordings/01a20391-85d5-7955-8ae0-f041e09a14ce")]
    [InlineData("/v1/recordings/nonsense")]
    [InlineData("/v1/recordings/nonsense/transcript")]
    [InlineData("/v1/recordings/01a20391-85d5-7955-8ae0-f041e09a14ce/transcript?format=srt")]
    [InlineData("/v1/recordings/01a20391-85d5-7955-8ae0-f041e09a14ce/events")]
    [InlineData("/v1/nothing")]
    public async Task What_is_not_there_is_a_problem_404(string path)
    {
        using var response = await site.Http.GetAsync(path);

        (await response.ProblemAsync(HttpStatusCode.NotFound)).ShouldStartWith("There is no");
    }

    [Fact]
    public async Task A_method_that_is_not_offered_is_a_problem_405()
    {
        using var response = await site.Http.PutAsync("/v1/recordings", content: null);

        (await response.ProblemAsync(HttpStatusCode.MethodNotAllowed)).ShouldStartWith("/v1/recordings takes no PUT, but GET, POST;");
    }

    [Theory]
    [InlineData("json", "application/json", "\"text\":\"Good morning.\"")]
    [InlineData("txt", "text/plain", "Good morning.")]
    [InlineData("srt", "application/x-subrip", "00:00:00,000 --> ")]
    [InlineData("vtt", "text/vtt", "WEBVTT")]
    public async Task A_transcript_comes_in_every_format(string format, string type, string holding)
    {
        var id = await Story.TellAsync(site.Database);

        using var response = await site.Http.GetAsync($"/v1/recordings/{id}/transcript?format={format}&download");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        response.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe($"meeting.mp3.{format}");
        (await response.Content.ReadAsStringAsync()).ShouldContain(holding);
    }

    [Fact]
    public async Task A_transcript_is_readable_while_it_grows()
    {
        var id = await site.Database.AddRecordingAsync(TestContext.Current.CancellationToken);
        await (await Story.BeginAsync(site.Database, id)).SayAsync();

        var transcript = await GetAsync($"/v1/recordings/{id}/transcript");

        transcript.GetProperty("partial").GetBoolean().ShouldBeTrue();
        transcript.GetProperty("utterances").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_format_is_answered_with_the_known_ones()
    {
        using var response = await site.Http.GetAsync($"/v1/recordings/{await Story.TellAsync(site.Database)}/transcript?format=doc");

        (await response.ProblemAsync(HttpStatusCode.BadRequest)).ShouldContain("json, txt, srt, vtt");
    }

    [Fact]
    public async Task The_API_describes_itself()
    {
        var document = await GetAsync("/openapi/v1.json");

        var paths = document.GetProperty("paths");
        paths.GetProperty("/v1/recordings").GetProperty("post").GetProperty("requestBody").GetProperty("content")
            .TryGetProperty("multipart/form-data", out _).ShouldBeTrue();
        paths.TryGetProperty("/v1/recordings/{id}/events", out _).ShouldBeTrue();
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var response = await site.Http.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.JsonAsync();
    }
}
