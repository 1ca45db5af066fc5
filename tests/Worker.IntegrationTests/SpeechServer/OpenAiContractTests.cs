using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Longhand.IntegrationTests.SpeechServer;

[Collection(SpeechServerTests.Name)]
public sealed class OpenAiContractTests(SpeechServerFixture fixture) : IDisposable
{
    private const string Path = "v1/audio/transcriptions";

    private readonly HttpClient client = new() { BaseAddress = fixture.Server.BaseAddress };

    [Fact]
    public async Task A_verbose_answer_has_times_and_the_files_length()
    {
        var answer = await AskAsync(
            ("response_format", "verbose_json"), ("timestamp_granularities[]", "segment"), ("language", "en"));

        answer.EnumerateObject().Select(property => property.Name)
            .ShouldBe(["task", "language", "duration", "segments", "text"]);
        answer.GetProperty("duration").GetDouble().ShouldBeGreaterThan(1);
        var segment = answer.GetProperty("segments").EnumerateArray().ShouldHaveSingleItem();
        segment.GetProperty("end").GetDouble().ShouldBeGreaterThan(segment.GetProperty("start").GetDouble());
        segment.GetProperty("text").GetString().ShouldBe(answer.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("json")]
    [InlineData("")]
    public async Task A_plain_answer_is_the_text_alone(string format)
    {
        var answer = await AskAsync(("response_format", format));

        answer.EnumerateObject().ShouldHaveSingleItem().Value.GetString().ShouldBe("Please try again.");
    }

    [Fact]
    public async Task The_calls_id_comes_back_in_its_header()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Content = TranscriptionCall.Form(await Prompts.WavAsync("please-try-again"), "whisper-1"),
        };
        request.Headers.Add("X-Request-Id", "call-7");

        using var response = await client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("X-Request-Id").ShouldBe(["call-7"]);
    }

    [Theory]
    [InlineData("response_format", "srt", "must be json or verbose_json")]
    [InlineData("temperature", "2", "must be a number from 0.0 to 1.0")]
    public async Task What_is_not_taken_is_refused_with_what_to_send(string field, string value, string message)
    {
        using var form = TranscriptionCall.Form(
            await Prompts.WavAsync("please-try-again"), "whisper-1", (field, value));

        using var response = await client.PostAsync(Path, form);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain(message);
    }

    [Theory]
    [InlineData(null, "model is missing")]
    [InlineData("a\nb", "control characters")]
    public async Task A_model_must_be_named(string? model, string message)
    {
        using var form = TranscriptionCall.Form(await Prompts.WavAsync("please-try-again"), model);

        using var response = await client.PostAsync(Path, form);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain(message);
    }

    public void Dispose() => client.Dispose();

    private async Task<JsonElement> AskAsync(params (string Field, string Value)[] fields)
    {
        using var form = TranscriptionCall.Form(await Prompts.WavAsync("please-try-again"), "any-model", fields);
        using var response = await client.PostAsync(Path, form);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
