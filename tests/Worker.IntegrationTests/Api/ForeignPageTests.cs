using System.Net;
using System.Net.Http.Headers;
using Longhand.Support;

namespace Longhand.IntegrationTests.Api;

public sealed class ForeignPageTests(SharedSite shared, PostgresCluster cluster) : IClassFixture<SharedSite>
{
    private readonly WorkerSite site = shared.Site;

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "http://evil.test")]
    [InlineData("Origin", "null")]
    public async Task A_page_of_another_site_cannot_hand_a_recording_in(string header, string value)
    {
        using var response = await PostAsync(header, value);

        (await response.ProblemAsync(HttpStatusCode.Forbidden)).ShouldContain("another site");
        site.StoredFiles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_script_of_the_workers_own_pages_can_hand_a_recording_in()
    {
        await using var own = await WorkerSite.StartAsync(cluster);
        using var request = Upload();
        request.Headers.Add("Origin", own.Address.GetLeftPart(UriPartial.Authority));

        using var response = await own.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("/v1/recordings")]
    [InlineData("/")]
    [InlineData("/health")]
    public async Task A_name_that_another_site_points_at_this_machine_reads_nothing(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = $"evil.test:{site.Address.Port}" } };

        using var response = await site.Http.SendAsync(request);

        var sentence = await response.ProblemAsync(HttpStatusCode.BadRequest);
        sentence.ShouldContain("'evil.test'");
        sentence.ShouldContain("AllowedHosts");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task This_machines_own_names_are_known(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/recordings") { Headers = { Host = $"{host}:{site.Address.Port}" } };

        using var response = await site.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("longhand.test")]
    public async Task A_deployment_under_another_name_says_so(string setting)
    {
        await using var named = await WorkerSite.StartAsync(cluster, ("AllowedHosts", $"127.0.0.1;{setting}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/recordings") { Headers = { Host = "longhand.test" } };

        using var response = await named.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpResponseMessage> PostAsync(string header, string value)
    {
        using var request = Upload();
        request.Headers.Add(header, value);
        return await site.Http.SendAsync(request);
    }

    private static HttpRequestMessage Upload() => new(HttpMethod.Post, "/v1/recordings?name=a.wav")
    {
        Content = new ByteArrayContent(Tone.Of(32_044)) { Headers = { ContentType = new MediaTypeHeaderValue("audio/wav") } },
    };
}
