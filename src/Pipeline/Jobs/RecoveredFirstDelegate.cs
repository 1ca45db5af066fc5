using Quartz;
using Quartz.Extensibility;
using Quartz.Impl.AdoJobStore;

namespace Longhand.Jobs;

/// <summary>Puts a recording that was interrupted before those that have not begun.</summary>
/// <remarks>
/// The engine dates a recovered job by its last start, so that all that was enqueued before that start would pass it:
/// on a node with a backlog, half a transcript would lie for hours after a restart. Among themselves the recovered keep
/// their order.
/// </remarks>
internal sealed class RecoveredFirstDelegate : PostgreSQLDelegate
{
    /// <summary>Longer than any backlog, shorter than what the engine would call a misfire.</summary>
    private static readonly TimeSpan Seniority = TimeSpan.FromDays(365);

    public override ValueTask<int> InsertTrigger(
        ConnectionAndTransactionHolder conn,
        IOperableTrigger trigger,
        StoredTriggerState state,
        IJobDetail jobDetail,
        CancellationToken cancellationToken = default)
    {
        if (trigger.Key.Group == SchedulerConstants.DefaultRecoveryGroup)
            trigger.NextFireTimeUtc -= Seniority;
        return base.InsertTrigger(conn, trigger, state, jobDetail, cancellationToken);
    }
}
