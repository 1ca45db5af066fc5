using System.Net;
using Longhand.IntegrationTests.Media;
using Longhand.Support;
using Microsoft.EntityFrameworkCore;

namespace Longhand.IntegrationTests.Api;

public sealed class InterruptedProbeTests(PostgresCluster cluster)
{
    private const string Killed = "kill -9 $$";

    private const string Stalled = "exec sleep 600";

    [Theory]
    [InlineData(Killed, "ffprobe was stopped from outside before the end of a.wav")]
    [InlineData(Stalled, "ffprobe gave no output for 00:00:05")]
    public async Task An_ffprobe_that_is_killed_or_stalls_is_the_workers_trouble_and_the_file_may_come_again(
        string script, string saying)
    {
        using var probe = new SubstituteProbe(script);
        await using var site = await WorkerSite.StartAsync(
            cluster, ("Media:FfprobePath", probe.Path), ("Media:StallTimeout", "00:00:05"));

        using var answer = await site.Http.PostAsync("/v1/recordings", Form());
        using var page = await site.Http.PostAsync("/recordings", Form());

        var problem = await answer.ProblemAsync(HttpStatusCode.ServiceUnavailable);
        problem.ShouldContain(saying);
        problem.ShouldEndWith("Hand it in again.");
        problem.ShouldNotContain(site.Folder);
        page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await page.Content.ReadAsStringAsync()).ShouldContain("a.wav was not taken in. ");
        site.StoredFiles.ShouldBeEmpty();
        await using var rows = site.Database.Open();
        (await rows.Recordings.AnyAsync()).ShouldBeFalse();
    }

    private static MultipartFormDataContent Form() => new() { { new ByteArrayContent(Tone.Of(32_044)), "file", "a.wav" } };
}
