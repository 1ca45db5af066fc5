using System.Net;
using System.Text.Json;

namespace Longhand.IntegrationTests.SpeechServer;

[Collection(SpeechServerTests.Name)]
public sealed class StreamContractTests(SpeechServerFixture fixture) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = fixture.Server.BaseAddress };

    [Theory]
    [InlineData("glm-asr")]
    [InlineData("glm-asr-2512")]
    public async Task Each_utterance_comes_as_it_is_heard_then_the_whole_text_then_the_end(string model)
    {
        var wav = await Prompts.WavAsync("check-number-dial-again", "cannot-complete-as-dialed");
        using var form = TranscriptionCall.Form(wav, model, ("stream", "true"));

        using var response = await client.PostAsync(TranscriptionCall.Path, form);

        response.Content.Headers.ContentType?.MediaType.ShouldBe("text/event-stream");
        var data = (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        data.ShouldAllBe(line => line.StartsWith("data: ", StringComparison.Ordinal));
        data[^1].ShouldBe("data: [DONE]");
        var events = data[..^1].Select(line => JsonDocument.Parse(line["data: ".Length..]).RootElement).ToList();
        events.ShouldAllBe(e => e.GetProperty("model").GetString() == model && e.GetProperty("created").GetInt64() > 0);
        events.Select(e => e.GetProperty("id").GetString()).Distinct().Count().ShouldBe(1);
        events[..^1].Count.ShouldBe(2);
        events[..^1].ShouldAllBe(e => e.GetProperty("type").GetString() == "transcript.text.delta");
        events[^1].GetProperty("type").GetString().ShouldBe("transcript.text.done");
        var text = events[^1].GetProperty("text").GetString().ShouldNotBeNull();
        string.Concat(events[..^1].Select(e => e.GetProperty("delta").GetString())).ShouldBe(text);
        text.ShouldContain("dial again");
        text.ShouldContain("as dialed");
    }

    [Fact]
    public async Task Silence_streams_an_empty_text()
    {
        using var form = TranscriptionCall.Form(Prompts.SilentWav(TimeSpan.FromSeconds(1)), "glm-asr", ("stream", "true"));

        using var response = await client.PostAsync(TranscriptionCall.Path, form);

        var body = await response.Content.ReadAsStringAsync();
        body.ShouldContain("\"type\":\"transcript.text.done\",\"text\":\"\"");
        body.ShouldEndWith("data: [DONE]\n\n");
    }

    [Fact]
    public async Task A_refusal_is_no_stream()
    {
        using var form = TranscriptionCall.Form(Prompts.SilentWav(TimeSpan.FromSeconds(61)), "glm-asr", ("stream", "true"));

        using var response = await client.PostAsync(TranscriptionCall.Path, form);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
    }

    public void Dispose() => client.Dispose();
}
