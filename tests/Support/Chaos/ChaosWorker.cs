namespace Longhand.Support.Chaos;

/// <summary>A worker under a name that no other ever has, so that its rows tell which one had them.</summary>
public sealed class ChaosWorker : IAsyncDisposable
{
    private ChaosWorker(WorkerProcess process, string node)
    {
        Process = process;
        Node = node;
        Door = new DoorClient(process.BaseAddress);
    }

    public WorkerProcess Process { get; }

    public string Node { get; }

    public DoorClient Door { get; }

    public static async Task<ChaosWorker> StartAsync(
        string node, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var own = new Dictionary<string, string?>(settings) { ["Jobs:NodeName"] = node };
        return new ChaosWorker(await WorkerProcess.StartAsync(own, cancellationToken), node);
    }

    public async ValueTask DisposeAsync()
    {
        Door.Dispose();
        await Process.DisposeAsync();
    }
}
