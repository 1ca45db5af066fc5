using Longhand.Recordings;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Longhand.Recognition;

/// <summary>
/// This node's part in the cluster's budget: who waits for a call here, and who makes one. What PostgreSQL knows of it
/// is made equal to this by telling it everything after each change; while it is away, who waits goes on waiting.
/// </summary>
internal sealed partial class CallBudget(CallLedger ledger, TimeProvider clock, ILogger<CallBudget> logger)
    : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly Dictionary<long, CallPlace> places = [];
    private readonly List<ReturnedCall> returned = [];
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CallStanding standing = new([], Pause: null);
    private long lastNumber;
    private long changes;
    private long told;
    private long failures;
    private bool away;

    /// <summary>The node's id, once it has one; until then nobody is granted anything.</summary>
    public int? Node { get; set; }

    /// <summary>Whether the node's connection sleeps, and has to be woken when somebody begins to wait.</summary>
    public bool IsAsleep { get; set; }

    /// <summary>Ends when somebody asks for a call for the first time.</summary>
    public Task Asked => asked.Task;

    /// <summary>Whether it matters how things stand: somebody waits, or something is still to be told.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (gate)
                return told < changes || returned.Count > 0 || places.Values.Any(place => !place.IsFlying);
        }
    }

    /// <summary>Waits until a call may be made, or until it is known that none may be.</summary>
    /// <param name="recordingId">Whose call it is: recordings of one priority share.</param>
    /// <param name="priority">Those of the highest go first.</param>
    /// <param name="cancellationToken">Gives the place in line up.</param>
    public async Task<CallTurn> TakeAsync(RecordingId recordingId, short priority, CancellationToken cancellationToken)
    {
        var place = Line(recordingId, priority);
        try
        {
            await TellAsync(look: false);
            return await place.End.WaitAsync(cancellationToken) is { } pause
                ? new CallTurn.Withheld(pause)
                : new CallTurn.Granted(new CallSlot(this, place));
        }
        catch (OperationCanceledException)
        {
            await ReturnAsync(place, CallReport.Nothing);
            throw;
        }
        catch (Exception)
        {
            // Told with the next change: what failed here may be the telling.
            GiveBack(place, CallReport.Nothing);
            throw;
        }
    }

    /// <returns>The pause that holds after this, as far as it is known.</returns>
    public async Task<AccountPause?> ReturnAsync(CallPlace place, CallReport report)
    {
        GiveBack(place, report);
        if (await TellAsync(look: false))
            return standing.Pause;
        return report is { Outcome: CallOutcome.Paused, Reason: { } reason, Until: { } until }
            ? new AccountPause(reason, clock.GetUtcNow(), until)
            : null;
    }

    /// <summary>Another node's call has ended, and this one may be made.</summary>
    public void Grant(long number)
    {
        lock (gate)
        {
            // Not there: it was given up meanwhile, and the ledger hears so.
            if (places.TryGetValue(number, out var place))
                place.Grant();
        }
    }

    /// <summary>Makes the ledger equal to what is here, and this equal to what it answers.</summary>
    /// <param name="look">Whether to look for dead nodes too.</param>
    /// <returns>Whether all that had changed before is told.</returns>
    public async Task<bool> TellAsync(bool look)
    {
        var (wanted, failed) = (Interlocked.Read(ref changes), Interlocked.Read(ref failures));
        // None, here and below: each change is told together with those of others.
        await oneAtATime.WaitAsync(CancellationToken.None);
        try
        {
            if (Interlocked.Read(ref told) >= wanted && !look)
                return true;
            // Whoever stood behind a failure has seen that PostgreSQL is away; the node's own look tells it later.
            if (Node is not { } node || Interlocked.Read(ref failures) != failed)
                return false;
            var (calls, upTo) = Snapshot();
            Hear(await SyncAsync(node, calls, look), calls, upTo);
            return true;
        }
        catch (NpgsqlException failure)
        {
            if (!away)
                Log.Away(logger, failure.Message);
            away = true;
            Interlocked.Increment(ref failures);
            return false;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    /// <summary>Asks again at once where only one connection was lost: nobody else might, for as long as nobody waits.</summary>
    private async Task<CallStanding> SyncAsync(int node, NodeCalls calls, bool look)
    {
        try
        {
            return await ledger.SyncAsync(node, calls, look, IsAsleep, CancellationToken.None);
        }
        catch (NpgsqlException failure) when (failure.InnerException is IOException)
        {
            return await ledger.SyncAsync(node, calls, look, IsAsleep, CancellationToken.None);
        }
    }

    private void GiveBack(CallPlace place, CallReport report)
    {
        lock (gate)
        {
            places.Remove(place.Number);
            returned.Add(new ReturnedCall(place.Number, report.Outcome, report.Reason, report.Until));
            changes++;
        }
    }

    private CallPlace Line(RecordingId recordingId, short priority)
    {
        lock (gate)
        {
            var place = new CallPlace(++lastNumber, recordingId, priority, clock.GetTimestamp());
            places.Add(place.Number, place);
            changes++;
            asked.TrySetResult();
            return place;
        }
    }

    private (NodeCalls Calls, long UpTo) Snapshot()
    {
        lock (gate)
        {
            var calls = new NodeCalls(
                [.. places.Values.Where(place => !place.IsFlying).Select(place => new WaitingCall(
                    place.Number,
                    place.RecordingId.Value,
                    place.Priority,
                    clock.GetElapsedTime(place.Since).TotalSeconds))],
                [.. places.Values.Where(place => place.IsFlying)
                    .Select(place => new FlyingCall(place.Number, place.RecordingId.Value))],
                [.. returned]);
            return (calls, changes);
        }
    }

    private void Hear(CallStanding answer, NodeCalls calls, long upTo)
    {
        lock (gate)
        {
            if (away)
                Log.Back(logger);
            away = false;
            told = upTo;
            standing = answer;
            returned.RemoveRange(0, calls.Returned.Count);
            foreach (var number in answer.Granted)
                if (places.TryGetValue(number, out var place))
                    place.Grant();
            if (answer.Pause is not { } pause)
                return;
            foreach (var waiting in calls.Waiting)
                if (places.TryGetValue(waiting.Number, out var place) && !place.IsFlying)
                    Withhold(place, pause);
        }
    }

    private void Withhold(CallPlace place, AccountPause pause)
    {
        places.Remove(place.Number);
        place.Withhold(pause);
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "PostgreSQL can't be asked for calls of the speech API ({Reason}); until it can, segments wait")]
        public static partial void Away(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Information, "PostgreSQL grants calls of the speech API again")]
        public static partial void Back(ILogger logger);
    }
}
