using Longhand.Faults;
using Longhand.Recordings;
using Longhand.Support;
using Longhand.Support.Chaos;

namespace Longhand.IntegrationTests.Chaos;

/// <summary>The short form of <c>tests/bench.sh chaos</c>: nothing lost, nothing doubled, whatever dies.</summary>
public sealed class ChaosTests(PostgresCluster cluster)
{
    private static readonly ChaosPlan Plan = new() { Settings = ChaosPlan.QuickTakeOver };

    private static readonly TimeSpan TakeOver = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Workers_that_are_killed_at_random_moments_lose_nothing_and_double_nothing()
    {
        const int kills = 6;

        var plan = Plan with { Seed = 11, Length = TimeSpan.FromSeconds(80) };

        var report = await ChaosScenarios.KillWorkersAsync(plan, cluster, kills, Token);

        Figure.Tell($"kill -9 of workers: {report}");
        report.Disturbances.Count.ShouldBe(kills);
        ShouldBeWhole(report);
        report.Attempts.ShouldBe(0);
        report.MostResentAtOnce.ShouldBeLessThanOrEqualTo(Plan.Concurrency);
        report.TakeOvers.ShouldNotBeEmpty();
        report.TakeOvers[^1].ShouldBeLessThan(TakeOver);
    }

    [Fact]
    public async Task Workers_that_are_stopped_or_frozen_and_a_database_that_crashes_cost_no_attempt()
    {
        // Its own, because it is crashed.
        await using var own = new PostgresCluster();
        var plan = Plan with { Seed = 12, RecordingsPerWorker = 2 };
        await using var stage = await ChaosStage.SetAsync(plan, own, speechApi: null, Token);
        await stage.StartWorkersAsync(2, Token);
        await stage.CalledAsync(8, Token);

        var stopped = await stage.TerminateAsync(Token);
        await stage.CrashDatabaseAsync(away: TimeSpan.FromSeconds(2), Token);
        await stage.CalledAsync(stage.Api.Calls.Count + 8, Token);
        await stage.FreezeAsync(Token);
        var spent = await stage.Rows.SpentAttemptsAsync(Token);
        await stage.KillFfmpegAsync(Token);
        var report = await stage.FinishAsync(Token);

        Figure.Tell($"SIGTERM, SIGSTOP, crash of PostgreSQL, kill -9 of ffmpeg: {report}");
        stopped.ShouldBe(0);
        ShouldBeWhole(report);
        spent.ShouldBe(0);
        // A decoder that was killed has failed.
        report.Attempts.ShouldBe(1);
        report.MostResentAtOnce.ShouldBeLessThanOrEqualTo(Plan.Concurrency);
        report.TakeOvers.ShouldHaveSingleItem().ShouldBeLessThan(TakeOver);
    }

    [Fact]
    public async Task A_worker_that_dies_at_any_step_leaves_a_recording_that_another_finishes()
    {
        var plan = Plan with { Seed = 13, Length = TimeSpan.FromSeconds(30), Latency = TimeSpan.FromMilliseconds(100) };
        // The first file is probed as it comes in, and a worker that may take over from the others has no other number.
        var faults = ChaosScenarios.Steps
            .Select(step => new StepFault(StepDeed.Kill, step, Number: step == Steps.Probe ? 2 : 1)).ToList();

        var report = await ChaosScenarios.FaultAtStepsAsync(plan, cluster, faults, Token);

        Figure.Tell($"kill -9 at steps: {report}");
        report.Disturbances.Count.ShouldBe(faults.Count);
        report.Recordings.Count.ShouldBe(faults.Count);
        ShouldBeWhole(report);
        report.Attempts.ShouldBe(0);
        report.MostResentAtOnce.ShouldBeLessThanOrEqualTo(Plan.Concurrency);
    }

    [Fact]
    public async Task A_speech_server_that_is_killed_and_comes_back_costs_no_word()
    {
        var plan = Plan with { Seed = 14, Recordings = 1, Length = TimeSpan.FromSeconds(60) };

        var report = await ChaosScenarios.KillSpeechServerAsync(plan, cluster, kills: 2, Token);

        Figure.Tell($"kill -9 of the speech server: {report}");
        report.Disturbances.Count.ShouldBe(2);
        ShouldBeWhole(report);
        // One that is away for longer than a few calls' retries may cost one.
        report.Attempts.ShouldBeLessThanOrEqualTo(2);
    }

    private static void ShouldBeWhole(ChaosReport report)
    {
        report.Incomplete.ShouldBeEmpty(report.Story);
        report.Lost.ShouldBeEmpty(report.ToString());
        report.Doubled.ShouldBeEmpty(report.ToString());
        report.ResentWithoutReason.ShouldBeEmpty(report.Story);
    }
}
