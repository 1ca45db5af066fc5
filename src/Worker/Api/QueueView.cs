using Longhand.Jobs;
using Longhand.Recognition;

namespace Longhand.Api;

/// <summary>The whole cluster at one moment.</summary>
/// <param name="Waiting">Recordings that wait for a worker, or for the end of their back-off or pause.</param>
/// <param name="Running">Recordings that are being worked on.</param>
/// <param name="LiveNodes">Names of the workers that run recordings, busy or idle.</param>
/// <param name="Calls">How the speech API is called.</param>
/// <param name="Pause">Why it is not called; null where it is.</param>
public sealed record QueueView(
    int Waiting, int Running, IReadOnlyList<string> LiveNodes, CallsView Calls, PauseView? Pause)
{
    internal static QueueView From(QueueOverview queue, CallBudgetState budget) => new(
        queue.Waiting,
        queue.Running,
        queue.LiveNodes,
        new CallsView(budget.Limit, budget.Ceiling, budget.InFlight, budget.Waiting),
        budget.Pause is { } pause ? new PauseView(pause.Reason, pause.Since, pause.Until) : null);
}
