using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Longhand.Support;
using Microsoft.EntityFrameworkCore;

namespace Longhand.IntegrationTests.Api;

public sealed class UploadTests(SharedSite shared, PostgresCluster cluster) : IClassFixture<SharedSite>
{
    private readonly WorkerSite site = shared.Site;

    private readonly IReadOnlyList<string> before = shared.Site.StoredFiles;

    [Fact]
    public async Task A_form_with_a_file_becomes_a_queued_recording_of_the_same_bytes()
    {
        var audio = Tone.Of(64_044);
        using var part = new ByteArrayContent(audio);
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = "file",
            FileNameStar = "Besprechung № 3 \"kurz\".wav",
        };
        using var form = new MultipartFormDataContent { part };

        using var response = await site.Http.PostAsync("/v1/recordings", form);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var view = await response.JsonAsync();
        response.Headers.Location!.OriginalString.ShouldBe($"/v1/recordings/{view.GetProperty("id").GetGuid()}");
        view.GetProperty("name").GetString().ShouldBe("Besprechung № 3 \"kurz\".wav");
        view.GetProperty("status").GetString().ShouldBe("queued");
        view.GetProperty("progress").GetProperty("total_seconds").GetDouble().ShouldBe(2);
        await using var rows = site.Database.Open();
        var row = (await rows.Recordings.ToListAsync()).Single(one => one.Id.Value == view.GetProperty("id").GetGuid());
        row.ContentHash.ShouldBe(SHA256.HashData(audio));
        (await System.IO.File.ReadAllBytesAsync(NewFiles.ShouldHaveSingleItem())).ShouldBe(audio);
    }

    [Fact]
    public async Task A_body_that_is_the_file_is_taken_with_the_name_beside_it()
    {
        using var body = new ByteArrayContent(Tone.Of(32_044)) { Headers = { ContentType = new MediaTypeHeaderValue("audio/wav") } };

        using var response = await site.Http.PostAsync("/v1/recordings?name=f%C3%BCnf.wav", body);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await response.JsonAsync()).GetProperty("name").GetString().ShouldBe("fünf.wav");
    }

    [Fact]
    public async Task A_large_upload_goes_to_the_disk_without_growing_the_process()
    {
        const long Bytes = 300_000_044;
        using var warm = await site.Http.PostAsync("/v1/recordings", Body(new Tone(1_000_044)));
        warm.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var atRest = site.Process.ResidentBytes;
        var most = atRest;
        using var body = Body(new Tone(Bytes));

        var upload = site.Http.PostAsync("/v1/recordings", body);
        while (await Task.WhenAny(upload, Task.Delay(50)) != upload)
            most = Math.Max(most, site.Process.ResidentBytes);

        using var response = await upload;
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await response.JsonAsync()).GetProperty("size_bytes").GetInt64().ShouldBe(Bytes);
        (most - atRest).ShouldBeLessThan(100_000_000);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_by_its_declared_length_before_it_is_sent()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/recordings") { Content = Body(new Tone(SharedSite.MaxFileBytes + 1)) };
        request.Content.Headers.ContentLength = SharedSite.MaxFileBytes + 1;
        request.Headers.ExpectContinue = true;

        using var response = await site.Http.SendAsync(request);

        (await response.ProblemAsync(HttpStatusCode.RequestEntityTooLarge)).ShouldContain("Storage:MaxFileBytes");
        NewFiles.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_no_upload_is_refused_by_name_and_leaves_nothing()
    {
        await RefusedAsync(new StringContent("{}", Encoding.UTF8, "application/json"), HttpStatusCode.UnsupportedMediaType, "application/json is no recording");
        await RefusedAsync(null, HttpStatusCode.UnsupportedMediaType, "does not say what it holds");
        await RefusedAsync(Typed(new ByteArrayContent([]), "audio/mpeg"), HttpStatusCode.BadRequest, "empty");
        await RefusedAsync(new MultipartFormDataContent { { new StringContent("x"), "title" } }, HttpStatusCode.BadRequest, "'title'");
        await RefusedAsync(new MultipartFormDataContent(), HttpStatusCode.BadRequest, "form");
        await RefusedAsync(Typed(new StringContent("hello"), "multipart/form-data; boundary=abc"), HttpStatusCode.BadRequest, "not the form");
        await RefusedAsync(Typed(new StringContent("hello"), "multipart/form-data"), HttpStatusCode.BadRequest, "boundary");
        await RefusedAsync(File("a.mp3", []), HttpStatusCode.UnprocessableEntity, "empty");
        await RefusedAsync(File("a.mp3", Encoding.UTF8.GetBytes("no audio at all")), HttpStatusCode.UnprocessableEntity, "");
        var two = File("a.wav", Tone.Of(32_044));
        two.Add(new ByteArrayContent(Tone.Of(32_044)), "file", "b.wav");
        await RefusedAsync(two, HttpStatusCode.BadRequest, "more than the file");
    }

    [Fact]
    public async Task A_form_that_ends_within_the_file_is_refused_as_cut_off()
    {
        const string Body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nRIFF and no more";
        using var client = new RawRequest();

        await client.SendAsync(site.Address, Head("multipart/form-data; boundary=b", Body.Length) + Body);

        var answer = await client.AnswerAsync();
        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldContain("cut off");
        NewFiles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_hangs_up_leaves_nothing()
    {
        using (var client = new RawRequest())
        {
            await client.SendAsync(site.Address, Head("audio/wav", 1_000_000) + new string('x', 200_000));
            await Eventually.IsAsync(
                () => NewFiles.Count() == 1, "the upload is under way", TestContext.Current.CancellationToken);
        }

        await Eventually.IsAsync(() => !NewFiles.Any(), "the piece is gone", TestContext.Current.CancellationToken);
        site.Process.Output.Split('\n').Where(line => line.Contains("fail:")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_falls_silent_is_given_up()
    {
        using var client = new RawRequest();

        await client.SendAsync(site.Address, Head("audio/wav", 1_000_000) + new string('x', 200_000));

        var answer = await client.AnswerAsync();
        answer.ShouldStartWith("HTTP/1.1 408");
        answer.ShouldContain("nothing of it was kept");
        NewFiles.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_dashboards_form_gives_a_browser_up_that_falls_silent_and_says_so_on_a_page()
    {
        using var client = new RawRequest();

        await client.SendAsync(site.Address, PageHead(1_000_000) + FilePart("a.wav") + new string('x', 200_000));

        var answer = await client.AnswerAsync();
        answer.ShouldStartWith("HTTP/1.1 408");
        answer.ShouldContain("text/html");
        answer.ShouldContain("nothing of it was kept");
        NewFiles.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("RIFF and no more")]
    [InlineData("")]
    public async Task The_dashboards_form_that_ends_within_a_file_is_refused_on_a_page(string content)
    {
        var body = FilePart("a.wav") + content;
        using var client = new RawRequest();

        await client.SendAsync(site.Address, PageHead(body.Length) + body);

        var answer = await client.AnswerAsync();
        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldContain("text/html");
        answer.ShouldContain("cut off");
        NewFiles.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_came_whole_before_the_dashboards_form_broke_off_is_told_as_accepted()
    {
        var body = FilePart("whole.wav") + Encoding.Latin1.GetString(Tone.Of(32_044)) + "\r\n" + FilePart("half.wav") + "RIFF";
        using var client = new RawRequest();

        await client.SendAsync(site.Address, PageHead(body.Length) + body);

        var answer = await client.AnswerAsync();
        answer.ShouldStartWith("HTTP/1.1 400");
        answer.ShouldContain("whole.wav was accepted.");
        answer.ShouldContain("cut off");
        NewFiles.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Without_room_nothing_is_taken()
    {
        await using var full = await WorkerSite.StartAsync(cluster, ("Storage:MinFreeBytes", $"{long.MaxValue}"));

        using var response = await full.Http.PostAsync("/v1/recordings", File("a.wav", Tone.Of(32_044)));

        (await response.ProblemAsync(HttpStatusCode.InsufficientStorage)).ShouldContain("free");
        full.StoredFiles.ShouldBeEmpty();
    }

    private IEnumerable<string> NewFiles => site.StoredFiles.Except(before, StringComparer.Ordinal);

    private static string Head(string type, int length) =>
        $"POST /v1/recordings HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n\r\n";

    private static string PageHead(int length) =>
        "POST /recordings HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: text/html\r\n"
        + $"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {length}\r\n\r\n";

    private static string FilePart(string name) =>
        $"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: audio/wav\r\n\r\n";

    private static StreamContent Body(Stream content) => Typed(new StreamContent(content), "application/octet-stream");

    private static T Typed<T>(T content, string type)
        where T : HttpContent
    {
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    private static MultipartFormDataContent File(string name, byte[] content) => new() { { new ByteArrayContent(content), "file", name } };

    private async Task RefusedAsync(HttpContent? content, HttpStatusCode status, string saying)
    {
        await using var rows = site.Database.Open();
        var recordings = await rows.Recordings.CountAsync();

        using var response = await site.Http.PostAsync("/v1/recordings", content);

        (await response.ProblemAsync(status)).ShouldContain(saying);
        NewFiles.ShouldBeEmpty();
        (await rows.Recordings.CountAsync()).ShouldBe(recordings);
    }
}
