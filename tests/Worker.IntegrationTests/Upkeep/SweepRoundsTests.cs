using Longhand.IntegrationTests.Api;
using Longhand.IntegrationTests.Journey;
using Longhand.IntegrationTests.Media;
using Longhand.Support;

namespace Longhand.IntegrationTests.Upkeep;

/// <summary>What killed workers leave behind is swept by those that live, and outages of the database are outlived.</summary>
public sealed class SweepRoundsTests
{
    private static readonly Uri NoApi = new("http://127.0.0.1:9/");

    private static readonly (string, string) Often = ("Upkeep:SweepInterval", "00:00:01");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Uploads_of_a_killed_worker_are_swept_by_a_living_one_also_after_an_outage_of_the_database()
    {
        await using var cluster = new PostgresCluster();
        await using var deployment = await Deployment.CreateAsync(cluster, NoApi, Token);
        await LeaveUploadsAsync(deployment);
        var left = Directory.GetFiles(deployment.AudioFolder);
        left.Select(Path.GetExtension).Order().ShouldBe(["", ".part", ".unclaimed"]);
        await using var worker = await deployment.StartWorkerAsync(Token, Often, ("Upkeep:TroubleDelay", "00:00:01"));

        await Eventually.IsAsync(
            () => worker.Log.Contains("Now listening", StringComparison.Ordinal), "the worker's first sweep is due", Token);
        Directory.GetFiles(deployment.AudioFolder).ShouldBe(left, ignoreOrder: true);
        Age(left);
        await EmptyAsync(deployment);

        await cluster.StopAsync(immediately: true, Token);
        await Eventually.IsAsync(
            () => worker.Log.Contains("round of upkeep", StringComparison.Ordinal), "a sweep met the outage", Token);
        var late = Path.Combine(deployment.AudioFolder, "late.part");
        await File.WriteAllTextAsync(late, "sound", Token);
        Age([late]);
        await cluster.StartAsync(Token);

        await EmptyAsync(deployment);
        worker.HasExited.ShouldBeFalse();
    }

    /// <summary>Kills a worker with one upload half there, and another whole and looked into, without a row.</summary>
    private static async Task LeaveUploadsAsync(Deployment deployment)
    {
        // Ends with its file, and so with the test.
        using var probe = new SubstituteProbe("while [ -e \"$0\" ]; do sleep 0.1; done");
        await using var killed = await deployment.StartWorkerAsync(Token, ("Media:FfprobePath", probe.Path));
        using var half = new RawRequest();
        using var whole = new RawRequest();
        await half.SendAsync(killed.BaseAddress, Head(1_000_000) + new string('x', 200_000));
        await whole.SendAsync(killed.BaseAddress, Head(1_000) + new string('x', 1_000));
        await Eventually.IsAsync(
            () => Directory.GetFiles(deployment.AudioFolder).Length == 3, "both uploads are where they are to be", Token);
        await killed.KillAsync(Token);
    }

    private static Task EmptyAsync(Deployment deployment) => Eventually.IsAsync(
        () => Directory.GetFiles(deployment.AudioFolder).Length == 0, "the audio store is swept", Token);

    private static void Age(IEnumerable<string> files)
    {
        foreach (var file in files)
            File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-25));
    }

    private static string Head(int length) =>
        "POST /v1/recordings HTTP/1.1\r\nHost: localhost\r\nContent-Type: audio/wav\r\n"
        + $"Content-Length: {length}\r\n\r\n";
}
