using Longhand.Faults;

namespace Longhand.Support.Chaos;

/// <summary>The torments of the suite, in a short form for the tests and a long one for the benchmark.</summary>
public static class ChaosScenarios
{
    /// <summary>The steps of a recording's way at which a process can die, by the names of their spans.</summary>
    public static IReadOnlyList<string> Steps { get; } =
        ["receive", "probe", "cut", "send", StoreAnswer, "stitch"];

    private const string StoreAnswer = "store answer";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Two workers, of which one is killed again and again at random moments.</summary>
    public static async Task<ChaosReport> KillWorkersAsync(
        ChaosPlan plan, PostgresCluster cluster, int kills, CancellationToken cancellationToken)
    {
        await using var stage = await ChaosStage.SetAsync(plan, cluster, speechApi: null, cancellationToken);
        await stage.StartWorkersAsync(2, cancellationToken);
        for (var kill = 0; kill < kills; kill++)
        {
            await stage.KeepBusyAsync(cancellationToken);
            await stage.WaitAsync(plan.LongestWait, cancellationToken);
            await stage.KillAsync(cancellationToken);
        }

        return await stage.FinishAsync(cancellationToken);
    }

    /// <summary>At each of these steps a worker dies, or the step fails; another worker finishes what they left.</summary>
    public static async Task<ChaosReport> FaultAtStepsAsync(
        ChaosPlan plan, PostgresCluster cluster, IReadOnlyList<StepFault> faults, CancellationToken cancellationToken)
    {
        await using var stage = await ChaosStage.SetAsync(plan, cluster, speechApi: null, cancellationToken);
        foreach (var fault in faults)
            await MeetAsync(stage, fault, cancellationToken);
        await stage.StartWorkersAsync(1, cancellationToken);
        // Nobody was told that these were accepted, so their sender sends them again.
        await stage.SubmitMissingAsync(stage.Workers[^1], cancellationToken);
        return await stage.FinishAsync(cancellationToken);
    }

    /// <summary>
    /// The local speech server is killed while it is called, and comes back at its address: real speech that is heard.
    /// </summary>
    public static async Task<ChaosReport> KillSpeechServerAsync(
        ChaosPlan plan, PostgresCluster cluster, int kills, CancellationToken cancellationToken)
    {
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        var speech = await SpeechServerProcess.StartAsync(["--urls", address], cancellationToken);
        try
        {
            await using var stage = await ChaosStage.SetAsync(
                plan, cluster, new Uri($"{address}/api/"), cancellationToken);
            await stage.StartWorkersAsync(2, cancellationToken);
            for (var kill = 0; kill < kills; kill++)
            {
                await stage.KeepBusyAsync(cancellationToken);
                await stage.WaitAsync(plan.LongestWait, cancellationToken);
                await CalledAsync(stage, cancellationToken);
                stage.Note("kill -9 of the speech server");
                await speech.DisposeAsync();
                speech = await SpeechServerProcess.StartAsync(["--urls", address], cancellationToken);
            }

            return await stage.FinishAsync(cancellationToken);
        }
        finally
        {
            await speech.DisposeAsync();
        }
    }

    private static Task CalledAsync(ChaosStage stage, CancellationToken cancellationToken) => Eventually.IsAsync(
        async () =>
        {
            await stage.KeepBusyAsync(cancellationToken);
            var queue = await stage.Workers[0].Door.GetAsync("v1/queue", cancellationToken);
            return queue.GetProperty("calls").GetProperty("in_flight").GetInt32() > 0;
        },
        "the speech server is called",
        cancellationToken);

    private static async Task MeetAsync(ChaosStage stage, StepFault fault, CancellationToken cancellationToken)
    {
        await stage.StartWorkersAsync(1, cancellationToken, fault.Environment);
        var worker = stage.Workers[^1];
        try
        {
            await stage.SubmitAsync(worker, cancellationToken);
        }
        catch (Exception refusal) when (refusal is HttpRequestException or InvalidOperationException)
        {
            // The process that received it is gone, or its receiving is what failed.
        }

        if (fault.Deed == StepDeed.Kill)
        {
            await worker.Process.WaitForExitAsync(Patience, cancellationToken);
            await stage.NoteAsync($"{fault} of", worker, cancellationToken);
            stage.Workers.Remove(worker);
            await worker.DisposeAsync();
        }
        else
        {
            await Eventually.IsAsync(
                () => worker.Process.Log.Contains("Made to fail", StringComparison.Ordinal),
                $"{worker.Node} meets its fault",
                cancellationToken);
            // So that no other than the next one meets what that is to meet.
            if (await worker.Process.StopAsync(cancellationToken) is not 0 and var code)
                throw new InvalidOperationException($"{worker.Node} ended with {code} after {fault}: {worker.Process.Log}");
            if (fault.Step == StoreAnswer)
                await stage.NoteUnstoredAsync($"{fault} of {worker.Node}", cancellationToken);
            else
                stage.Note($"{fault} of {worker.Node}");
            stage.Workers.Remove(worker);
            await worker.DisposeAsync();
        }
    }
}
