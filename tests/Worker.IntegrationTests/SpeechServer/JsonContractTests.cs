using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Longhand.Support;

namespace Longhand.IntegrationTests.SpeechServer;

[Collection(SpeechServerTests.Name)]
public sealed class JsonContractTests(SpeechServerFixture fixture) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = fixture.Server.BaseAddress };

    [Fact]
    public async Task The_older_model_answers_text_and_timed_segments()
    {
        var (wav, starts) = await Prompts.StitchedAsync(
            TimeSpan.FromSeconds(0.8), "check-number-dial-again", "cannot-complete-as-dialed", "all-circuits-busy-now");

        var answer = await AskAsync(TranscriptionCall.Form(
            wav, "glm-asr", ("request_id", "request-42"), ("temperature", "0.1"), ("user_id", "user-42")));

        answer.Request_id.ShouldBe("request-42");
        answer.Model.ShouldBe("glm-asr");
        answer.Id.ShouldNotBeNullOrEmpty();
        DateTimeOffset.FromUnixTimeSeconds(answer.Created).ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
        Words(answer.Text).ShouldBe(
            "please check the number and dial again your call cannot be completed as dialed all circuits are busy now");
        var segments = answer.Segments.ShouldNotBeNull();
        segments.Select(segment => segment.Id).ShouldBe([0, 1, 2]);
        foreach (var (segment, start) in segments.Zip(starts))
            TimeSpan.FromSeconds(segment.Start).ShouldBe(start, TimeSpan.FromSeconds(0.3));
        segments.ShouldAllBe(segment => segment.End > segment.Start);
        string.Join(' ', segments.Select(segment => segment.Text)).ShouldBe(answer.Text);
    }

    [Fact]
    public async Task The_newer_model_answers_text_alone()
    {
        using var form = TranscriptionCall.Form(
            await Prompts.WavAsync("please-try-again"),
            "glm-asr-2512",
            ("prompt", "Earlier words."),
            ("hotwords", "Asterisk"),
            ("hotwords", "PBX"));

        using var response = await client.PostAsync(TranscriptionCall.Path, form);

        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        answer.RootElement.EnumerateObject().Select(property => property.Name).ShouldBe(["id", "created", "request_id", "model", "text"]);
        Words(answer.RootElement.GetProperty("text").GetString()!).ShouldBe("please try again");
    }

    [Fact]
    public async Task The_newer_model_takes_base64_instead_of_a_file()
    {
        var base64 = Convert.ToBase64String(await Prompts.WavAsync("please-try-again"));

        var answer = await AskAsync(TranscriptionCall.Form(file: null, "glm-asr-2512", ("file_base64", base64)));

        Words(answer.Text).ShouldBe("please try again");
    }

    [Fact]
    public async Task Mp3_is_heard_like_wav() =>
        Words((await AskAsync(TranscriptionCall.Form(await Prompts.Mp3Async("check-number-dial-again"), "glm-asr"))).Text)
            .ShouldBe("please check the number and dial again");

    [Fact]
    public async Task A_base_address_with_api_in_it_works_too()
    {
        using var form = TranscriptionCall.Form(await Prompts.WavAsync("please-try-again"), "glm-asr");

        using var response = await client.PostAsync($"api/{TranscriptionCall.Path}", form);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_a_request_id_the_server_makes_one() =>
        (await AskAsync(TranscriptionCall.Form(await Prompts.WavAsync("please-try-again"), "glm-asr"))).Request_id
            .ShouldNotBeNullOrEmpty();

    [Fact]
    public async Task Silence_is_an_empty_text_and_no_error()
    {
        var answer = await AskAsync(TranscriptionCall.Form(Prompts.SilentWav(TimeSpan.FromSeconds(3)), "glm-asr"));

        answer.Text.ShouldBe("");
        answer.Segments.ShouldNotBeNull().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_word_that_ends_with_the_file_is_heard_to_its_end()
    {
        var wav = await Prompts.WavAsync("all-circuits-busy-now");
        var pcm = wav.AsSpan(44).ToArray();
        var end = pcm.Length;
        while (Math.Abs((int)BitConverter.ToInt16(pcm, end - 2)) < 500)
            end -= 2;

        var answer = await AskAsync(TranscriptionCall.Form(Prompts.Wav(pcm[..end]), "glm-asr"));

        Words(answer.Text).ShouldBe("all circuits are busy now");
        answer.Segments.ShouldNotBeNull()[^1].End.ShouldBeLessThanOrEqualTo(end / 2.0 / 16_000);
    }

    [Theory]
    [InlineData("glm-asr", 60)]
    [InlineData("glm-asr-2512", 30)]
    public async Task A_file_of_exactly_the_longest_duration_is_taken(string model, int seconds) =>
        (await AskAsync(TranscriptionCall.Form(Prompts.SilentWav(TimeSpan.FromSeconds(seconds)), model))).Text.ShouldBe("");

    [Fact]
    public async Task Eight_requests_at_once_each_get_their_own_words()
    {
        string[] prompts = ["please-try-again", "check-number-dial-again", "cannot-complete-as-dialed", "all-circuits-busy-now"];
        var wavs = await Task.WhenAll(prompts.Select(prompt => Prompts.WavAsync(prompt)));
        var alone = new List<string>();
        foreach (var wav in wavs)
            alone.Add((await AskAsync(TranscriptionCall.Form(wav, "glm-asr"))).Text);

        var together = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(index => AskAsync(TranscriptionCall.Form(wavs[index % 4], "glm-asr"))));

        together.Select(answer => answer.Text).ShouldBe([.. alone, .. alone]);
    }

    [Fact]
    public async Task A_client_that_leaves_takes_its_work_with_it()
    {
        var wav = await Prompts.WavAsync([.. Enumerable.Repeat("check-number-dial-again", 20)]);
        var requestId = Guid.NewGuid().ToString("N");
        using var leaving = new CancellationTokenSource();
        using var form = TranscriptionCall.Form(wav, "glm-asr", ("request_id", requestId), ("stream", "true"));
        using var request = new HttpRequestMessage(HttpMethod.Post, TranscriptionCall.Path) { Content = form };
        using (await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving.Token))
        {
            // The head comes with the first words: the work is under way.
        }

        await Eventually.IsAsync(
            () => fixture.Server.LogText.Contains($"The client of {requestId} left", StringComparison.Ordinal),
            "the server sees the client leave",
            TestContext.Current.CancellationToken);
        (await AskAsync(TranscriptionCall.Form(await Prompts.WavAsync("please-try-again"), "glm-asr"))).Text.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Each_request_leaves_one_line_in_the_log()
    {
        var requestId = Guid.NewGuid().ToString("N");

        await AskAsync(TranscriptionCall.Form(await Prompts.WavAsync("please-try-again"), "glm-asr", ("request_id", requestId)));

        await Eventually.IsAsync(
            () => fixture.Server.LogText.Contains($"Transcribed {requestId}: ", StringComparison.Ordinal),
            "the request has its line",
            TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Health_tells_what_is_running()
    {
        using var health = JsonDocument.Parse(await client.GetStringAsync(new Uri("health", UriKind.Relative)));

        health.RootElement.GetProperty("status").GetString().ShouldBe("ready");
        health.RootElement.GetProperty("language").GetString().ShouldBe("en");
        health.RootElement.GetProperty("engine").GetString().ShouldNotBeNull().ShouldContain("1.13.8");
        health.RootElement.GetProperty("models").EnumerateArray().Select(model => model.GetString())
            .ShouldBe(["glm-asr", "glm-asr-2512"]);
    }

    public void Dispose() => client.Dispose();

    private async Task<Answer> AskAsync(MultipartFormDataContent form)
    {
        using (form)
        {
            using var response = await client.PostAsync(TranscriptionCall.Path, form);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
            return (await response.Content.ReadFromJsonAsync<Answer>()).ShouldNotBeNull();
        }
    }

    private static string Words(string text) =>
        string.Join(' ', text.ToLowerInvariant().Split([' ', '.', ',', '!', '?'], StringSplitOptions.RemoveEmptyEntries));
}
