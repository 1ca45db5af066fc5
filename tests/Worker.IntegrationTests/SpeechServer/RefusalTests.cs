using System.Net;
using System.Text;
using System.Text.Json;

namespace Longhand.IntegrationTests.SpeechServer;

[Collection(SpeechServerTests.Name)]
public sealed class RefusalTests(SpeechServerFixture fixture) : IDisposable
{
    private const int Megabyte = 1024 * 1024;

    private readonly HttpClient client = new() { BaseAddress = fixture.Server.BaseAddress };
    private readonly byte[] second = Prompts.SilentWav(TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData("glm-asr")]
    [InlineData("glm-asr-2512")]
    public Task Without_a_file(string model) =>
        RefusedAsync(TranscriptionCall.Form(file: null, model), 400, "1214", "file is missing");

    [Fact]
    public Task Without_a_model() =>
        RefusedAsync(TranscriptionCall.Form(second, model: null), 400, "1214", "model is missing");

    [Fact]
    public Task An_unknown_model() => RefusedAsync(TranscriptionCall.Form(second, "whisper-1"), 400, "1211", "whisper-1");

    [Fact]
    public Task An_empty_file() => RefusedAsync(TranscriptionCall.Form([], "glm-asr"), 400, "1214", "empty");

    [Fact]
    public Task A_file_without_samples() =>
        RefusedAsync(TranscriptionCall.Form(Prompts.SilentWav(TimeSpan.Zero), "glm-asr"), 400, "1214", "no audio");

    [Fact]
    public Task Text() =>
        RefusedAsync(TranscriptionCall.Form("just words, no sound"u8.ToArray(), "glm-asr"), 400, "1214", "format is not supported");

    [Fact]
    public async Task Audio_of_another_format()
    {
        var ogg = await Prompts.ConvertAsync(["-f", "wav", "-i", "pipe:0", "-f", "ogg", "pipe:1"], second);

        await RefusedAsync(TranscriptionCall.Form(ogg, "glm-asr"), 400, "1214", "format is not supported");
    }

    [Fact]
    public Task A_playlist_that_points_elsewhere() => RefusedAsync(
        TranscriptionCall.Form("#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n"u8.ToArray(), "glm-asr"), 400, "1214", "format is not supported");

    [Fact]
    public Task A_playlist_disguised_as_mp3() => RefusedAsync(
        TranscriptionCall.Form([.. "ID3"u8, .. "\n#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n"u8], "glm-asr"), 400, "1214", "no audio");

    [Theory]
    [InlineData("glm-asr", 60.5, "0-60")]
    [InlineData("glm-asr-2512", 30.5, "0-30")]
    [InlineData("glm-asr", 600, "duration")]
    public Task Audio_that_is_too_long(string model, double seconds, string expected) =>
        RefusedAsync(TranscriptionCall.Form(Prompts.SilentWav(TimeSpan.FromSeconds(seconds)), model), 400, "1214", expected);

    [Fact]
    public Task A_file_over_25_megabytes() =>
        RefusedAsync(TranscriptionCall.Form(new byte[(25 * Megabyte) + 1], "glm-asr"), 400, "1214", "25 MB");

    [Fact]
    public async Task A_huge_upload_is_refused_without_being_held_in_memory()
    {
        using var form = TranscriptionCall.Form(file: null, "glm-asr");
        form.Add(new StreamContent(new EndlessZeros(300L * Megabyte)), "file", "huge.wav");

        await RefusedAsync(form, 400, "1214", "25 MB");

        var peak = long.Parse((await File.ReadAllLinesAsync($"/proc/{fixture.Server.ProcessId}/status"))
            .Single(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        peak.ShouldBeLessThan(1_200 * 1024);
    }

    [Theory]
    [InlineData("temperature", "1.5")]
    [InlineData("user_id", "short")]
    [InlineData("stream", "perhaps")]
    public Task A_field_beyond_its_limits(string field, string value) =>
        RefusedAsync(TranscriptionCall.Form(second, "glm-asr", (field, value)), 400, "1214", field);

    [Fact]
    public Task Base64_that_is_none() =>
        RefusedAsync(TranscriptionCall.Form(file: null, "glm-asr-2512", ("file_base64", "***")), 400, "1214", "base64");

    [Fact]
    public Task A_field_twice() => RefusedAsync(
        TranscriptionCall.Form(second, "glm-asr", ("user_id", "user-1"), ("user_id", "user-2")), 400, "1210", "twice");

    [Fact]
    public Task A_body_that_is_no_form() =>
        RefusedAsync(new StringContent("{}", Encoding.UTF8, "application/json"), 400, "1210", "multipart/form-data");

    [Fact]
    public Task A_form_that_breaks_off()
    {
        var broken = new StringContent("--edge\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nglm-asr");
        broken.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "edge") } };
        return RefusedAsync(broken, 400, "1210", "cannot be read");
    }

    [Fact]
    public async Task Other_addresses_and_methods_answer_in_the_same_form()
    {
        using var elsewhere = await client.GetAsync(new Uri("paas/v4/chat/completions", UriKind.Relative));
        using var wrongMethod = await client.GetAsync(new Uri(TranscriptionCall.Path, UriKind.Relative));

        await ShouldSayAsync(elsewhere, 404, "1222", "no such API");
        await ShouldSayAsync(wrongMethod, 405, "1210", "POST");
    }

    public void Dispose() => client.Dispose();

    private async Task RefusedAsync(HttpContent content, int status, string code, string message)
    {
        using (content)
        {
            using var response = await client.PostAsync(TranscriptionCall.Path, content);
            await ShouldSayAsync(response, status, code, message);
        }
    }

    private static async Task ShouldSayAsync(HttpResponseMessage response, int status, string code, string message)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe((HttpStatusCode)status, body);
        var error = JsonDocument.Parse(body).RootElement.GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe(code);
        error.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain(message);
    }
}
