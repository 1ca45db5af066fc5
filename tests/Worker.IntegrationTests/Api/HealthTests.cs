using System.Net;
using Longhand.Support;

namespace Longhand.IntegrationTests.Api;

public sealed class HealthTests
{
    [Fact]
    public async Task Health_follows_the_database_and_refusals_say_so()
    {
        await using var cluster = new PostgresCluster();
        await using var site = await WorkerSite.StartAsync(cluster);

        await cluster.StopAsync(immediately: true, TestContext.Current.CancellationToken);

        await Eventually.IsAsync(
            async () => await StatusAsync(site) == HttpStatusCode.ServiceUnavailable,
            "health tells of the database",
            TestContext.Current.CancellationToken);
        using (var live = await site.Http.GetAsync("/health/live"))
            live.StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var list = await site.Http.GetAsync("/v1/recordings"))
            (await list.ProblemAsync(HttpStatusCode.ServiceUnavailable)).ShouldContain("database");
        using (var upload = await site.Http.PostAsync(
            "/v1/recordings", new MultipartFormDataContent { { new ByteArrayContent(Tone.Of(32_044)), "file", "a.wav" } }))
            await upload.ProblemAsync(HttpStatusCode.ServiceUnavailable);
        site.StoredFiles.ShouldBeEmpty();

        await cluster.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.IsAsync(
            async () => await StatusAsync(site) == HttpStatusCode.OK,
            "health tells of the database's return",
            TestContext.Current.CancellationToken);
    }

    private static async Task<HttpStatusCode> StatusAsync(WorkerSite site)
    {
        using var response = await site.Http.GetAsync("/health");
        (await response.JsonAsync()).GetProperty("checks").TryGetProperty("database", out _).ShouldBeTrue();
        return response.StatusCode;
    }
}
