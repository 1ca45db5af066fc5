using Longhand.Recognition;

namespace Longhand.IntegrationTests.Recognition;

/// <summary>
/// An API that takes so many calls at once and refuses those beyond, as slowly as it answers; and one node that always
/// has more to send. Without waits: one step is one call's end.
/// </summary>
internal sealed class SimulatedCap(CallLedger ledger, int cap)
{
    // Below those that the database gives.
    private static int nodes;

    private const int Waiting = 20;

    private readonly Random random = new(cap);
    private readonly Dictionary<long, bool> flying = [];
    private readonly int node = Interlocked.Decrement(ref nodes);
    private readonly Guid recording = Guid.NewGuid();
    private long last;
    private List<long> line = [];
    private ReturnedCall[] returned = [];

    public int Cap { get; set; } = cap;

    /// <summary>The share of calls that were refused, and the mean of calls in flight that were not.</summary>
    public async Task<(double Refused, double Busy)> RunAsync(int steps, CancellationToken cancellationToken)
    {
        var (refused, busy) = (0, 0L);
        for (var step = 0; step < steps; step++)
        {
            while (line.Count < Waiting)
                line.Add(++last);
            var standing = await ledger.SyncAsync(
                node,
                new NodeCalls(
                    [.. line.Select(number => new WaitingCall(number, recording, 0, 0))],
                    [.. flying.Keys.Select(number => new FlyingCall(number, recording))],
                    returned),
                look: false,
                wake: false,
                cancellationToken);
            foreach (var number in standing.Granted.Where(number => !flying.ContainsKey(number)).Order())
                flying[number] = flying.Count >= Cap;
            line = [.. line.Except(standing.Granted)];
            busy += flying.Values.Count(isRefused => !isRefused);
            var ended = flying.ElementAt(random.Next(flying.Count));
            flying.Remove(ended.Key);
            refused += ended.Value ? 1 : 0;
            returned =
                [new ReturnedCall(ended.Key, ended.Value ? CallOutcome.SlowDown : CallOutcome.Answered, null, null)];
        }

        return ((double)refused / steps, (double)busy / steps);
    }
}
