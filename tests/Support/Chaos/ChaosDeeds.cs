namespace Longhand.Support.Chaos;

/// <summary>What can be done to workers and to what they stand on.</summary>
public static class ChaosDeeds
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>After a random part of this: the moment itself is what is left to chance.</summary>
    public static Task WaitAsync(this ChaosStage stage, TimeSpan longest, CancellationToken cancellationToken) =>
        Task.Delay(longest * stage.Random.NextDouble(), cancellationToken);

    /// <summary>Kills a worker as a power cut would, one that has something to lose, and starts another.</summary>
    public static async Task KillAsync(this ChaosStage stage, CancellationToken cancellationToken)
    {
        var worker = await stage.BusyWorkerAsync(cancellationToken);
        await stage.NoteAsync("kill -9 of", worker, cancellationToken);
        await worker.Process.KillAsync(cancellationToken);
        await stage.ReplaceAsync(worker, cancellationToken);
    }

    /// <summary>Tells a worker that has something to do to end, as a deployment does.</summary>
    /// <returns>Its exit code.</returns>
    public static async Task<int> TerminateAsync(this ChaosStage stage, CancellationToken cancellationToken)
    {
        var worker = await stage.BusyWorkerAsync(cancellationToken);
        // Its calls may end, so that none of them is an excuse for a call that is made again.
        stage.Note($"SIGTERM to {worker.Node}");
        var code = await worker.Process.StopAsync(cancellationToken);
        await stage.ReplaceAsync(worker, cancellationToken);
        return code;
    }

    /// <summary>Freezes a worker until another has what it had, and lets it go on then.</summary>
    public static async Task FreezeAsync(this ChaosStage stage, CancellationToken cancellationToken)
    {
        var (worker, frozen) = await FreezeBusyAsync(stage, cancellationToken);
        var noticed = Noticed();
        await UntilAsync(() => frozen.TakenOverAfter is not null, cancellationToken);
        worker.Process.Thaw();
        await UntilAsync(() => Noticed() > noticed, cancellationToken);

        int Noticed() => worker.Process.LinesWith("superseded");
    }

    /// <summary>Freezes first and notes then, so that nothing is sent in between; not one that had just ended its last.</summary>
    private static async Task<(ChaosWorker Worker, Disturbance Frozen)> FreezeBusyAsync(
        ChaosStage stage, CancellationToken cancellationToken)
    {
        while (true)
        {
            var worker = await stage.BusyWorkerAsync(cancellationToken);
            worker.Process.Freeze();
            if ((await stage.Rows.RunsOfAsync(worker.Node, cancellationToken)).Count > 0)
                return (worker, await stage.NoteAsync("SIGSTOP to", worker, cancellationToken));
            worker.Process.Thaw();
        }
    }

    /// <summary>Lets the database crash while it is worked with and, after a while, recover.</summary>
    public static async Task CrashDatabaseAsync(
        this ChaosStage stage, TimeSpan away, CancellationToken cancellationToken)
    {
        await stage.CalledAsync(stage.Api.Calls.Count, cancellationToken);
        stage.Note($"PostgreSQL away for {away.TotalSeconds:0} s after stop -m immediate");
        await stage.Cluster.StopAsync(immediately: true, cancellationToken);
        await Task.Delay(away, cancellationToken);
        await stage.Cluster.StartAsync(cancellationToken);
    }

    /// <summary>Keeps the stage busy until the speech API was called more often than so, and is called right now.</summary>
    public static Task CalledAsync(this ChaosStage stage, int calls, CancellationToken cancellationToken) => Eventually.IsAsync(
        async () =>
        {
            await stage.KeepBusyAsync(cancellationToken);
            return stage.Api.Calls.Count > calls && stage.Api.InFlight > 0;
        },
        $"the speech API is called more than {calls} times",
        cancellationToken);

    /// <summary>Kills the ffmpeg of a worker that is splitting.</summary>
    public static async Task KillFfmpegAsync(this ChaosStage stage, CancellationToken cancellationToken)
    {
        var giveUpAt = DateTimeOffset.UtcNow + TimeSpan.FromMinutes(1);
        while (DateTimeOffset.UtcNow < giveUpAt)
        {
            await stage.KeepBusyAsync(cancellationToken);
            if (stage.Workers.SelectMany(worker => ChildrenOf(worker.Process.Pid, "ffmpeg")).FirstOrDefault() is var pid and > 0
                && ChildProcess.TryKill(pid))
            {
                stage.Note($"kill -9 of ffmpeg {pid}");
                return;
            }

            await Task.Delay(Poll, cancellationToken);
        }

        throw new TimeoutException("No worker ran ffmpeg for a minute, so that none could be killed.");
    }

    /// <summary>Removes a worker that has ended and starts another.</summary>
    public static async Task ReplaceAsync(
        this ChaosStage stage, ChaosWorker worker, CancellationToken cancellationToken)
    {
        stage.Workers.Remove(worker);
        await worker.DisposeAsync();
        await stage.StartWorkersAsync(1, cancellationToken);
    }

    private static async Task<ChaosWorker> BusyWorkerAsync(this ChaosStage stage, CancellationToken cancellationToken)
    {
        while (true)
        {
            await stage.KeepBusyAsync(cancellationToken);
            if (await stage.BusyWorkersAsync(cancellationToken) is [var worker, ..])
                return worker;
            await Task.Delay(Poll, cancellationToken);
        }
    }

    /// <summary>Those that have a recording, in an order left to chance.</summary>
    private static async Task<IReadOnlyList<ChaosWorker>> BusyWorkersAsync(
        this ChaosStage stage, CancellationToken cancellationToken)
    {
        var busy = new List<ChaosWorker>();
        foreach (var worker in stage.Workers.OrderBy(_ => stage.Random.Next()).ToList())
            if ((await stage.Rows.RunsOfAsync(worker.Node, cancellationToken)).Count > 0)
                busy.Add(worker);
        return busy;
    }

    private static async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        var giveUpAt = DateTimeOffset.UtcNow + TimeSpan.FromMinutes(2);
        while (!condition())
        {
            if (DateTimeOffset.UtcNow > giveUpAt)
                throw new TimeoutException("A frozen worker's recordings were not taken over, or it did not notice.");
            await Task.Delay(Poll, cancellationToken);
        }
    }

    /// <summary>The children of that name that a process has (proc(5), <c>/proc/PID/stat</c>).</summary>
    private static IEnumerable<int> ChildrenOf(int parent, string name)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var pid))
                continue;
            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                // It has ended meanwhile.
                continue;
            }

            var afterName = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            // State, parent; a zombie has ended, and was not asked for its exit code yet.
            if (stat.Contains($"({name})", StringComparison.Ordinal) && afterName[0] != "Z" && afterName[1] == $"{parent}")
                yield return pid;
        }
    }
}
