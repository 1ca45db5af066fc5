using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Longhand.Support;

namespace Longhand.IntegrationTests.SpeechServer;

[Collection(SpeechServerTests.Name)]
public sealed class ServerLifeTests(SpeechServerFixture fixture)
{
    [Fact]
    public async Task With_a_key_only_its_bearer_is_heard_and_others_are_told_why()
    {
        await using var server = await SpeechServerProcess.StartListeningAsync(
            ["--api-key", "the-right-key"], TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = server.BaseAddress };

        (await AskAsync(client, key: null)).ShouldBe((HttpStatusCode.Unauthorized, "1001"));
        (await AskAsync(client, "the-wrong-key")).ShouldBe((HttpStatusCode.Unauthorized, "1002"));
        await server.WaitUntilReadyAsync(TestContext.Current.CancellationToken);
        (await AskAsync(client, "the-right-key")).ShouldBe((HttpStatusCode.OK, ""));
    }

    [Fact]
    public async Task Until_the_self_test_has_passed_requests_are_told_to_come_again()
    {
        await using var server = await SpeechServerProcess.StartListeningAsync([], TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = server.BaseAddress };

        using var health = await client.GetAsync(new Uri("health", UriKind.Relative));
        using var form = TranscriptionCall.Form(Prompts.SilentWav(TimeSpan.FromSeconds(1)), "glm-asr");
        using var early = await client.PostAsync(TranscriptionCall.Path, form);

        // A second passes before the models are loaded; these two took milliseconds.
        health.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        early.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        early.Headers.RetryAfter.ShouldNotBeNull();
        (await early.Content.ReadAsStringAsync()).ShouldContain("\"code\":\"503\"");
    }

    [Fact]
    public async Task A_full_queue_says_slow_down()
    {
        await using var server = await SpeechServerProcess.StartAsync(
            ["--slots", "1", "--queue", "0"], TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = server.BaseAddress };
        var wav = await Prompts.WavAsync([.. Enumerable.Repeat("check-number-dial-again", 15)]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AskAsync(client, key: null, wav)));

        answers.ShouldContain((HttpStatusCode.OK, ""));
        answers.ShouldContain((HttpStatusCode.TooManyRequests, "1302"));
    }

    [Theory]
    [InlineData("address already in use", "--urls", "TAKEN")]
    [InlineData("npm ci", "--models", "/tmp")]
    [InlineData("Slots", "--slots", "0")]
    [InlineData("SpeechServer:Slots", "--slots", "x")]
    [InlineData("SpeechServer:JoinGap", "--join-gap", "5h")]
    [InlineData("apt-get install ffmpeg", "--ffmpeg", "no-such-ffmpeg", "--port", "0")]
    public async Task What_keeps_it_from_starting_is_said_in_one_sentence_with_the_way_out(string expected, params string[] options)
    {
        var taken = fixture.Server.BaseAddress.GetLeftPart(UriPartial.Authority);
        var start = SpeechServerProcess.StartInfo(options.Select(option => option == "TAKEN" ? taken : option));

        using var process = Process.Start(start).ShouldNotBeNull();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.ShouldBe(1);
        var said = await output + await errors;
        said.ShouldContain(expected);
        said.ShouldNotContain("   at ");
    }

    private static async Task<(HttpStatusCode Status, string Code)> AskAsync(HttpClient client, string? key, byte[]? wav = null)
    {
        using var form = TranscriptionCall.Form(wav ?? Prompts.SilentWav(TimeSpan.FromSeconds(1)), "glm-asr");
        using var request = new HttpRequestMessage(HttpMethod.Post, TranscriptionCall.Path) { Content = form };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? (response.StatusCode, "")
            : (response.StatusCode, JsonDocument.Parse(body).RootElement.GetProperty("error").GetProperty("code").GetString() ?? "");
    }
}
