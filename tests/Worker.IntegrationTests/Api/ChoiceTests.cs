using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Longhand.Recordings;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Longhand.IntegrationTests.Api;

public sealed class ChoiceTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string Recordings = "/v1/recordings";

    private readonly WorkerSite site = shared.Site;

    private readonly IReadOnlyList<string> before = shared.Site.StoredFiles;

    [Fact]
    public async Task What_is_chosen_beside_a_form_is_kept_and_shown()
    {
        using var response = await site.Http.PostAsync($"{Recordings}?stream=0&max_segment=12.5", Form());

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await IsKeptAsync(await response.JsonAsync(), stream: 0, maxSegment: 12.5);
    }

    [Fact]
    public async Task What_is_chosen_beside_a_body_that_is_the_file_is_kept_and_shown()
    {
        using var body = new ByteArrayContent(Tone.Of(32_044));
        body.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");

        using var response = await site.Http.PostAsync($"{Recordings}?name=a.wav&max_segment=59.5&stream=0", body);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await IsKeptAsync(await response.JsonAsync(), stream: 0, maxSegment: 59.5);
    }

    [Fact]
    public async Task A_priority_is_kept_and_shown()
    {
        using var response = await site.Http.PostAsync($"{Recordings}?priority=-7", Form());

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await response.JsonAsync()).GetProperty("priority").GetInt32().ShouldBe(-7);
    }

    [Fact]
    public async Task What_is_not_chosen_is_not_shown()
    {
        using var response = await site.Http.PostAsync(Recordings, Form());

        var view = await response.JsonAsync();
        view.TryGetProperty("stream", out _).ShouldBeFalse();
        view.TryGetProperty("max_segment", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("max_segment=4.9", "max_segment is '4.9'", "at least 5 and at most 59.5")]
    [InlineData("max_segment=60", "max_segment is '60'", "at least 5 and at most 59.5")]
    [InlineData("max_segment=long", "max_segment is 'long'", "at least 5 and at most 59.5")]
    [InlineData("stream=-1", "stream is '-1'", "from 0")]
    [InlineData("stream=second", "stream is 'second'", "from 0")]
    [InlineData("priority=101", "priority is '101'", "from -100 to 100")]
    [InlineData("priority=high", "priority is 'high'", "from -100 to 100")]
    [InlineData("again=yes", "again is 'yes'", "true")]
    public async Task A_choice_that_cannot_be_is_refused_before_the_file_is_read(
        string query, string value, string bounds)
    {
        using var response = await site.Http.PostAsync($"{Recordings}?{query}", Form());

        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest);
        problem.ShouldStartWith(value);
        problem.ShouldContain(bounds);
        problem.ShouldContain("leave it out");
        site.StoredFiles.Except(before, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_choice_that_is_misspelled_is_refused_before_it_costs_anything()
    {
        using var response = await site.Http.PostAsync($"{Recordings}?max-segment=30", Form());

        (await response.ProblemAsync(HttpStatusCode.BadRequest)).ShouldBe(
            "There is no parameter 'max-segment' here; there are name, stream, max_segment, priority, again.");
        site.StoredFiles.Except(before, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_that_the_file_has_not_is_refused_with_those_that_it_has()
    {
        using var response = await site.Http.PostAsync($"{Recordings}?stream=1", Form());

        (await response.ProblemAsync(HttpStatusCode.UnprocessableEntity))
            .ShouldBe("a.wav has no audio stream 1; it has 0 (pcm_s16le): choose one of these.");
        site.StoredFiles.Except(before, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_description_of_the_API_tells_the_choices_and_their_bounds()
    {
        using var response = await site.Http.GetAsync("/openapi/v1.json");

        var parameters = (await response.JsonAsync()).GetProperty("paths").GetProperty(Recordings).GetProperty("post")
            .GetProperty("parameters").EnumerateArray()
            .ToDictionary(one => one.GetProperty("name").GetString()!, StringComparer.Ordinal);
        parameters.Keys.ShouldBe(["name", "stream", "max_segment", "priority", "again", "Idempotency-Key"]);
        parameters.Values.Where(one => one.GetProperty("in").GetString() == "header").Select(
            one => one.GetProperty("name").GetString()).ShouldBe(["Idempotency-Key"]);
        parameters["stream"].GetProperty("schema").GetProperty("minimum").GetInt32().ShouldBe(0);
        parameters["max_segment"].GetProperty("schema").GetProperty("minimum").GetDouble().ShouldBe(5);
        parameters["max_segment"].GetProperty("schema").GetProperty("maximum").GetDouble().ShouldBe(59.5);
    }

    [Theory]
    [InlineData("audio_stream = -1", "audio_stream_is_an_index")]
    [InlineData("max_segment_samples = 79999", "max_segment_holds_words")]
    [InlineData("priority = -101", "priority_is_in_range")]
    public async Task The_database_refuses_what_the_doors_refuse(string set, string constraint)
    {
        var token = TestContext.Current.CancellationToken;
        var id = await site.Database.AddRecordingAsync(token);

        var refusal = await Should.ThrowAsync<PostgresException>(
            () => site.Database.ExecuteAsync($"update recordings set {set} where id = '{id}'", token));

        refusal.ConstraintName.ShouldBe(constraint);
        var least = AudioClock.ToSamples(Recording.LeastMaxSegment);
        await site.Database.ExecuteAsync(
            $"update recordings set max_segment_samples = {least}, audio_stream = 0 where id = '{id}'", token);
    }

    private static MultipartFormDataContent Form() => new() { { new ByteArrayContent(Tone.Of(32_044)), "file", "a.wav" } };

    private async Task IsKeptAsync(JsonElement accepted, int stream, double maxSegment)
    {
        var id = accepted.GetProperty("id").GetGuid();
        using var found = await site.Http.GetAsync($"{Recordings}/{id}");
        foreach (var view in new[] { accepted, await found.JsonAsync() })
        {
            view.GetProperty("stream").GetInt32().ShouldBe(stream);
            view.GetProperty("max_segment").GetDouble().ShouldBe(maxSegment);
        }

        await using var rows = site.Database.Open();
        var row = await rows.Recordings.SingleAsync(recording => recording.Id == new RecordingId(id));
        (row.AudioStream, row.MaxSegmentSamples).ShouldBe((stream, (long)(maxSegment * AudioClock.SampleRate)));
    }
}
