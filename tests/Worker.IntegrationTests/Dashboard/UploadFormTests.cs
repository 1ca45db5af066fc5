using System.Net;
using System.Net.Http.Headers;
using Microsoft.Playwright;

namespace Longhand.IntegrationTests.Dashboard;

public sealed class UploadFormTests(DashboardFixture dashboard) : IClassFixture<DashboardFixture>
{
    private static FilePayload Speech(string name, int seconds = 2) =>
        new() { Name = name, MimeType = "audio/wav", Buffer = WaveFile.OfTone(seconds) };

    private static FilePayload Letter => new() { Name = "letter.txt", MimeType = "text/plain", Buffer = "Dear Sir or Madam"u8.ToArray() };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_uploaded_file_leads_to_its_recording(bool scripts)
    {
        await using var visitor = await dashboard.VisitAsync("/", scripts);

        await visitor.Page.SetInputFilesAsync("#file", Speech("<b>séance \"un\".wav"));
        await visitor.Page.ClickAsync("#upload button");
        await visitor.Page.WaitForURLAsync("**/recordings/*");

        (await visitor.ReadAsync("h1")).ShouldBe("<b>séance \"un\".wav");
        (await visitor.ReadAsync("#state .status")).ShouldBe("Queued");
        (await visitor.ReadAsync("#state .played")).ShouldBe("0:00 of 0:02");
        visitor.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_here_already_leads_to_its_recording_unless_it_is_to_be_transcribed_again(bool scripts)
    {
        var file = Speech("before.wav");
        await using var visitor = await dashboard.VisitAsync("/", scripts);
        var first = await UploadAsync(visitor, file, again: false);

        var known = await UploadAsync(visitor, file, again: false);
        var kept = Files();
        var again = await UploadAsync(visitor, file, again: true);

        known.ShouldBe(first);
        again.ShouldNotBe(first);
        Files().Except(kept).ShouldHaveSingleItem();
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_files_can_be_dropped_at_once()
    {
        await using var visitor = await dashboard.VisitAsync("/");
        await visitor.IsLiveAsync();
        var files = await visitor.Page.EvaluateHandleAsync(
            """
            ([first, second]) => {
              const transfer = new DataTransfer();
              for (const [encoded, name] of [[first, 'first drop.wav'], [second, 'second drop.wav']])
                transfer.items.add(new File([Uint8Array.from(atob(encoded), c => c.charCodeAt(0))], name));
              return transfer;
            }
            """,
            new[] { Convert.ToBase64String(WaveFile.OfTone(1)), Convert.ToBase64String(WaveFile.OfTone(1)) });

        await visitor.Page.DispatchEventAsync("#upload", "drop", new { dataTransfer = files });

        await visitor.SeesAsync("#recordings", "first drop.wav");
        await visitor.SeesAsync("#recordings", "second drop.wav");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_no_audio_is_refused_with_its_reason_and_nothing_is_kept(bool scripts)
    {
        await using var visitor = await dashboard.VisitAsync("/", scripts);
        var kept = Files();

        await visitor.Page.SetInputFilesAsync("#file", Letter);
        await visitor.Page.ClickAsync("#upload button");

        await visitor.SeesAsync(scripts ? "#upload-state.error" : "#reason", "letter.txt was refused.");
        Files().ShouldBe(kept);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_even_sent()
    {
        await using var visitor = await dashboard.VisitAsync("/");

        await visitor.Page.SetInputFilesAsync("#file", Speech("long.wav", seconds: 200));
        await visitor.Page.ClickAsync("#upload button");

        await visitor.SeesAsync("#upload-state.error", "long.wav is 6.1 MiB; files of up to 3.8 MiB are taken.");
    }

    [Fact]
    public async Task What_is_taken_in_and_what_is_not_are_told_apart()
    {
        using var http = new HttpClient { BaseAddress = dashboard.Host.Address };
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(WaveFile.OfTone(1)), "file", "good.wav" },
            { new ByteArrayContent(Letter.Buffer), "file", "letter.txt" },
        };

        using var answer = await http.PostAsync("/recordings", form);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("good.wav was accepted.");
        page.ShouldContain("letter.txt was refused.");
    }

    [Fact]
    public async Task A_file_that_grows_too_large_is_refused_as_such()
    {
        using var http = new HttpClient { BaseAddress = dashboard.Host.Address };
        using var form = new MultipartFormDataContent { { new ByteArrayContent(WaveFile.OfTone(130)), "file", "long.wav" } };
        var kept = Files();

        using var answer = await http.PostAsync("/recordings", form);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("long.wav was refused.");
        Files().ShouldBe(kept);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "http://evil.test")]
    public async Task Another_sites_form_is_turned_away(string header, string value)
    {
        using var http = new HttpClient { BaseAddress = dashboard.Host.Address };
        using var form = new MultipartFormDataContent { { new ByteArrayContent(WaveFile.OfTone(1)), "file", "a.wav" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/recordings") { Content = form };
        request.Headers.Add(header, value);

        using var answer = await http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("another site");
    }

    [Fact]
    public async Task A_form_without_a_file_says_what_to_do()
    {
        using var http = new HttpClient { BaseAddress = dashboard.Host.Address };
        using var empty = new MultipartFormDataContent { { new StringContent("x"), "other" } };
        using var noForm = new StringContent("x", new MediaTypeHeaderValue("text/plain"));

        using var withoutFile = await http.PostAsync("/recordings", empty);
        using var unreadable = await http.PostAsync("/recordings", noForm);

        withoutFile.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await withoutFile.Content.ReadAsStringAsync()).ShouldContain("Choose a recording first");
        unreadable.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    /// <returns>The address that the upload leads to.</returns>
    private static async Task<string> UploadAsync(Visitor visitor, FilePayload file, bool again)
    {
        await visitor.Page.GotoAsync("/");
        await visitor.Page.SetInputFilesAsync("#file", file);
        if (again)
            await visitor.Page.CheckAsync("#upload [name=again]");
        await visitor.Page.ClickAsync("#upload button");
        await visitor.Page.WaitForURLAsync("**/recordings/*");
        return visitor.Page.Url;
    }

    private string[] Files() => Directory.Exists(dashboard.Host.AudioFolder) ? Directory.GetFiles(dashboard.Host.AudioFolder) : [];
}
