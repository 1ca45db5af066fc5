using Longhand.Faults;
using Longhand.Support;
using Longhand.Support.Chaos;

namespace Longhand.Benchmarks;

/// <summary>
/// Kills, stops and freezes what there is while recordings are in work, and counts what that costs against a run in
/// which nothing happens: real workers over a real PostgreSQL, with the product's own settings of its queue.
/// </summary>
internal static class ChaosBenchmark
{
    private const int Kills = 50;
    private const int Rounds = 3;

    private static readonly TimeSpan LongOutage = TimeSpan.FromSeconds(60);

    private static readonly ChaosPlan Plan = new()
    {
        Recordings = 3,
        // Where a worker dies, the two that are up have a place for each recording.
        RecordingsPerWorker = 2,
        Length = TimeSpan.FromMinutes(6),
        Latency = TimeSpan.FromSeconds(1),
        LongestWait = TimeSpan.FromSeconds(12),
    };

    public static async Task RunAsync(Figures figures, CancellationToken cancellationToken)
    {
        await MeasureKillsAsync(figures, cancellationToken);
        await MeasureStopsAsync(figures, cancellationToken);
        await MeasureOutagesAsync(figures, cancellationToken);
        await MeasureStepsAsync(figures, cancellationToken);
        await MeasureSpeechServerAsync(figures, cancellationToken);
    }

    public static async Task MeasureKillsAsync(Figures figures, CancellationToken cancellationToken)
    {
        await using var cluster = new PostgresCluster { AsInProduction = true };
        var report = await ChaosScenarios.KillWorkersAsync(Plan with { Seed = 21 }, cluster, Kills, cancellationToken);
        Tell(figures, "kill_worker", report, attempts: 0);
        figures.AtMost("kill_worker_resent_at_once_max", report.MostResentAtOnce, "calls", Plan.Concurrency);
    }

    public static async Task MeasureStopsAsync(Figures figures, CancellationToken cancellationToken)
    {
        await using var cluster = new PostgresCluster { AsInProduction = true };
        await using (var stage = await BusyAsync(Plan with { Seed = 22 }, cluster, cancellationToken))
        {
            for (var round = 0; round < Rounds; round++)
            {
                await stage.WaitAsync(Plan.LongestWait, cancellationToken);
                if (await stage.TerminateAsync(cancellationToken) is not 0 and var code)
                    throw new InvalidOperationException($"A worker that was told to end ended with {code}.");
            }

            Tell(figures, "sigterm", await stage.FinishAsync(cancellationToken), attempts: 0);
        }

        // Nobody is started in the place of a frozen worker, so the other must have room for what it had.
        var roomy = Plan with { Seed = 23, Recordings = 2 };
        await using (var stage = await BusyAsync(roomy, cluster, cancellationToken))
        {
            for (var round = 0; round < Rounds; round++)
            {
                await stage.WaitAsync(Plan.LongestWait, cancellationToken);
                await stage.FreezeAsync(cancellationToken);
            }

            Tell(figures, "sigstop", await stage.FinishAsync(cancellationToken), attempts: 0);
        }
    }

    public static async Task MeasureOutagesAsync(Figures figures, CancellationToken cancellationToken)
    {
        await using var cluster = new PostgresCluster { AsInProduction = true };
        await using (var stage = await BusyAsync(Plan with { Seed = 24 }, cluster, cancellationToken))
        {
            for (var round = 0; round < Rounds; round++)
            {
                await stage.WaitAsync(Plan.LongestWait, cancellationToken);
                await stage.CrashDatabaseAsync(TimeSpan.FromSeconds(round), cancellationToken);
            }

            await stage.WaitAsync(Plan.LongestWait, cancellationToken);
            await stage.CrashDatabaseAsync(LongOutage, cancellationToken);
            Tell(figures, "postgres_crash", await stage.FinishAsync(cancellationToken), attempts: 0);
        }

        await using (var stage = await BusyAsync(Plan with { Seed = 25 }, cluster, cancellationToken))
        {
            for (var round = 0; round < Rounds; round++)
            {
                await stage.WaitAsync(Plan.LongestWait, cancellationToken);
                await stage.KillFfmpegAsync(cancellationToken);
            }

            Tell(figures, "kill_ffmpeg", await stage.FinishAsync(cancellationToken), attempts: Rounds);
        }
    }

    public static async Task MeasureStepsAsync(Figures figures, CancellationToken cancellationToken)
    {
        await using var cluster = new PostgresCluster { AsInProduction = true };
        var plan = Plan with
        {
            Seed = 26,
            Length = TimeSpan.FromMinutes(1),
            Latency = TimeSpan.FromMilliseconds(300),
            Settings = ChaosPlan.QuickTakeOver,
        };
        foreach (var (deed, moment) in new[]
        {
            (StepDeed.Kill, StepMoment.Start), (StepDeed.Kill, StepMoment.End), (StepDeed.Fail, StepMoment.Start),
        })
        {
            var faults = ChaosScenarios.Steps
                .Select(step => new StepFault(deed, step, moment, Number: step == "probe" ? 2 : 1)).ToList();
            var report = await ChaosScenarios.FaultAtStepsAsync(plan, cluster, faults, cancellationToken);
            var name = $"{deed}_at_{moment}_of_steps".ToLowerInvariant();
            // What fails spends one; a death spends none.
            Tell(figures, name, report, attempts: deed == StepDeed.Fail ? faults.Count : 0);
            // What fails is the storing of one answer; a death takes all that were on their way.
            var most = deed == StepDeed.Fail ? 1 : plan.Concurrency;
            figures.AtMost($"{name}_resent_at_once_max", report.MostResentAtOnce, "calls", most);
        }
    }

    public static async Task MeasureSpeechServerAsync(Figures figures, CancellationToken cancellationToken)
    {
        await using var cluster = new PostgresCluster { AsInProduction = true };
        var plan = Plan with { Seed = 27, Recordings = 2, Length = TimeSpan.FromMinutes(5) };
        TellWhole(
            figures,
            "kill_speech_server",
            await ChaosScenarios.KillSpeechServerAsync(plan, cluster, Rounds, cancellationToken),
            attempts: Rounds);
    }

    private static async Task<ChaosStage> BusyAsync(
        ChaosPlan plan, PostgresCluster cluster, CancellationToken cancellationToken)
    {
        var stage = await ChaosStage.SetAsync(plan, cluster, speechApi: null, cancellationToken);
        await stage.StartWorkersAsync(2, cancellationToken);
        await stage.KeepBusyAsync(cancellationToken);
        return stage;
    }

    private static void Tell(Figures figures, string name, ChaosReport report, int attempts)
    {
        TellWhole(figures, name, report, attempts);
        figures.Tell($"{name}_calls_in_flight", report.InFlight, "calls");
        figures.Tell($"{name}_resent", report.Resent, $"of {report.Calls} calls");
        figures.AtMost($"{name}_resent_without_reason", report.ResentWithoutReason.Count, "calls", 0);
        if (report.TakeOvers is not { Count: > 0 } times)
            return;
        figures.Tell($"{name}_taken_over", times.Count, "times");
        figures.Tell($"{name}_take_over_p50", times[times.Count / 2].TotalSeconds, "s");
        figures.AtMost($"{name}_take_over_max", times[^1].TotalSeconds, "s", 30);
        // Two deaths in a row cost twice the time in which one is missed.
        figures.Tell($"{name}_successors_killed_before_they_began", report.HeirsLost, "times");
        figures.Tell($"{name}_without_run_max", report.LongestWithoutRun.TotalSeconds, "s");
    }

    /// <summary>What can be told without having heard the calls.</summary>
    private static void TellWhole(Figures figures, string name, ChaosReport report, int attempts)
    {
        foreach (var line in report.Story.Split(Environment.NewLine))
            figures.Remark(line);
        figures.Tell($"{name}_disturbances", report.Disturbances.Count, "times");
        figures.Tell($"{name}_recordings", report.Recordings.Count, "recordings");
        figures.AtMost($"{name}_incomplete", report.Incomplete.Count, "recordings", 0);
        figures.AtMost($"{name}_lost", report.Lost.Count, "utterances", 0);
        figures.AtMost($"{name}_doubled", report.Doubled.Count, "utterances", 0);
        figures.AtMost($"{name}_attempts_spent", report.Attempts, "attempts", attempts);
    }
}
