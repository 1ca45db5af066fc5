namespace Longhand.Support.Chaos;

/// <summary>
/// Real workers over a real database, to which things are done while recordings are in work; in the end it is told
/// what that cost against a run in which nothing was done.
/// </summary>
public sealed class ChaosStage : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(15);

    private readonly ChaosPlan plan;
    private readonly PostgresCluster cluster;
    private readonly FaultInjectingSpeechApi api;
    private readonly Uri? speechApi;
    private readonly ChaosHome home;
    private readonly Dictionary<string, string?> settings;
    private readonly CancellationTokenSource closing = new();
    private readonly List<Disturbance> disturbances = [];
    private readonly List<Task> measurements = [];
    private readonly List<TakeOver> takeOvers = [];
    private readonly string connectionString;
    private int started;
    private bool watched;

    private ChaosStage(
        ChaosPlan plan, PostgresCluster cluster, FaultInjectingSpeechApi api, Uri? speechApi, string connectionString)
    {
        (this.plan, this.cluster, this.api, this.speechApi) = (plan, cluster, api, speechApi);
        this.connectionString = connectionString;
        home = new ChaosHome(plan);
        settings = home.SettingsFor(connectionString, speechApi ?? api.BaseAddress);
        Rows = new ChaosRows(connectionString);
        Random = new Random(plan.Seed);
        api.Latency = plan.Latency;
    }

    /// <summary>The speech API, where no other was named.</summary>
    public FaultInjectingSpeechApi Api => api;

    public PostgresCluster Cluster => cluster;

    private IReadOnlyList<ChaosCall> Calls => [.. api.Calls.Select(ChaosCall.Of)];

    public ChaosRows Rows { get; }

    /// <summary>Chooses whatever is left to chance; the same plan, the same choices.</summary>
    public Random Random { get; }

    /// <summary>Those that are up.</summary>
    public List<ChaosWorker> Workers { get; } = [];

    /// <param name="plan">What is to be tormented.</param>
    /// <param name="cluster">The caller's.</param>
    /// <param name="speechApi">Another speech API than one that answers at once and the same each time.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<ChaosStage> SetAsync(
        ChaosPlan plan, PostgresCluster cluster, Uri? speechApi, CancellationToken cancellationToken) =>
        new(
            plan,
            cluster,
            await FaultInjectingSpeechApi.StartAsync(cancellationToken),
            speechApi,
            await cluster.CreateDatabaseAsync(cancellationToken));

    /// <summary>Starts so many workers at once, with these settings or variables beside the plan's.</summary>
    public async Task StartWorkersAsync(
        int count, CancellationToken cancellationToken, IReadOnlyDictionary<string, string?>? others = null)
    {
        var own = new Dictionary<string, string?>(settings);
        foreach (var (name, value) in others ?? new Dictionary<string, string?>())
            own[name] = value;
        Workers.AddRange(await Task.WhenAll(Enumerable.Range(0, count).Select(_ =>
            ChaosWorker.StartAsync($"node-{Interlocked.Increment(ref started)}", own, cancellationToken))));
        if (!watched)
            await Rows.WatchAttemptsAsync(cancellationToken);
        watched = true;
    }

    /// <summary>Hands recordings in until as many are unfinished as the plan says.</summary>
    public async Task KeepBusyAsync(CancellationToken cancellationToken)
    {
        while (await Rows.UnfinishedAsync(cancellationToken) < plan.Recordings)
            await SubmitAsync(Workers[0], cancellationToken);
    }

    public async Task<string> SubmitAsync(ChaosWorker worker, CancellationToken cancellationToken) =>
        await worker.Door.SubmitAsync(await home.RecordAsync(cancellationToken), ChaosHome.Query, cancellationToken);

    /// <summary>Hands in again what is not there, because nobody was told that it was accepted.</summary>
    public async Task SubmitMissingAsync(ChaosWorker worker, CancellationToken cancellationToken)
    {
        var there = (await Rows.RecordingsAsync(cancellationToken)).Select(recording => recording.Name).ToHashSet();
        foreach (var file in home.Files.Where(file => !there.Contains(Path.GetFileName(file))))
            await worker.Door.SubmitAsync(file, ChaosHome.Query, cancellationToken);
    }

    /// <summary>Notes that this worker is about to be taken away, and measures when others have what it has.</summary>
    public async Task<Disturbance> NoteAsync(string what, ChaosWorker worker, CancellationToken cancellationToken)
    {
        var runs = await Rows.RunsOfAsync(worker.Node, cancellationToken);
        var calls = Calls;
        var stored = await Rows.StoredAnswersAsync([.. runs.Keys], cancellationToken);
        var disturbance = Disturbance.Of(
            $"{what} {worker.Node}", runs.Keys, calls, stored, disturbances, DateTimeOffset.UtcNow);
        disturbances.Add(disturbance);
        // What it was to take over from an earlier one, and has not begun: that waits for yet another.
        var jobs = await Rows.JobsOfAsync(worker.Node, cancellationToken);
        foreach (var waiting in takeOvers.Where(one => jobs.Contains(one.Recording) && !runs.ContainsKey(one.Recording)))
            waiting.LoseHeir();
        List<TakeOver> own = [.. runs.Select(run => new TakeOver(run.Key, run.Value))];
        takeOvers.AddRange(own);
        if (own.Count > 0)
            measurements.Add(MeasureTakeOverAsync(disturbance, own));
        return disturbance;
    }

    /// <summary>Notes a disturbance that takes no worker away.</summary>
    public void Note(string what) => disturbances.Add(
        Disturbance.Of(what, [], Calls, new HashSet<(Guid, long)>(), disturbances, DateTimeOffset.UtcNow));

    /// <summary>Notes a disturbance, after it, that kept answers from being stored.</summary>
    public async Task NoteUnstoredAsync(string what, CancellationToken cancellationToken)
    {
        var recordings = (await Rows.RecordingsAsync(cancellationToken)).Select(recording => recording.Id).ToArray();
        var calls = Calls;
        var stored = await Rows.StoredAnswersAsync(recordings, cancellationToken);
        disturbances.Add(Disturbance.Of(what, recordings, calls, stored, disturbances, DateTimeOffset.UtcNow));
    }

    /// <summary>Waits until every recording has ended, and compares.</summary>
    public async Task<ChaosReport> FinishAsync(CancellationToken cancellationToken)
    {
        var giveUpAt = DateTimeOffset.UtcNow + Deadline;
        while (await Rows.UnfinishedAsync(cancellationToken) > 0)
        {
            if (DateTimeOffset.UtcNow > giveUpAt)
                throw new TimeoutException($"After {Deadline} there are unfinished recordings: {await DescribeAsync(cancellationToken)}");
            await Task.Delay(Poll, cancellationToken);
        }

        await Task.WhenAll(measurements).WaitAsync(Deadline, cancellationToken);
        var recordings = await Rows.RecordingsAsync(cancellationToken);
        var expected = await Undisturbed.RunAsync(home, cluster, speechApi, cancellationToken);
        return ChaosVerdict.Of(recordings, expected, disturbances, Calls);
    }

    /// <summary>How everything stands, and what the workers said last.</summary>
    public async Task<string> DescribeAsync(CancellationToken cancellationToken) => string.Join(
        Environment.NewLine,
        (await Rows.RecordingsAsync(cancellationToken)).Select(recording => recording.ToString())
            .Concat(Workers.Select(worker => $"{worker.Node}:{Environment.NewLine}{worker.Process.Log}")));

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await Task.WhenAll(measurements).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var worker in Workers)
            await worker.DisposeAsync();
        await api.DisposeAsync();
        await Rows.DisposeAsync();
        home.Dispose();
        closing.Dispose();
    }

    private async Task MeasureTakeOverAsync(Disturbance disturbance, IReadOnlyList<TakeOver> own)
    {
        var waiting = own;
        while (waiting.Count > 0)
        {
            var still = await Rows.StillInAsync(waiting.ToDictionary(one => one.Recording, one => one.Run), closing.Token);
            foreach (var ended in waiting.Where(one => !still.Contains(one.Recording)))
                ended.End();
            waiting = [.. waiting.Where(one => still.Contains(one.Recording))];
            await Task.Delay(Poll, closing.Token);
        }

        disturbance.EndTakeOver(own);
    }
}
