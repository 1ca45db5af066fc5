using Quartz;
using Quartz.Extensibility;
using Quartz.Impl.AdoJobStore;

namespace Longhand.Jobs;

/// <summary>
/// Puts recordings of a higher priority first, and among those of one priority such as were interrupted before those
/// that have not begun.
/// </summary>
/// <remarks>
/// The engine dates a recovered job by its last start, so that all that was enqueued before that start would pass it:
/// on a node with a backlog, half a transcript would lie for hours after a restart. Among themselves the recovered keep
/// their order.
/// </remarks>
internal sealed class RecoveredFirstDelegate : PostgreSQLDelegate
{
    /// <summary>Longer than any backlog, shorter than what the engine would call a misfire.</summary>
    private static readonly TimeSpan Seniority = TimeSpan.FromDays(365);

    private const string ByTime = "NEXT_FIRE_TIME ASC, PRIORITY DESC";

    // The engine looks ahead by its poll's interval, and whatever it takes it waits for: what is due goes before what
    // will be, however urgent that is. Its times are .NET's ticks, of which 621,355,968,000,000,000 lie before 1970.
    private const string ByPriority =
        "CASE WHEN NEXT_FIRE_TIME <= 621355968000000000 + extract(epoch from clock_timestamp())::numeric * 10000000 "
        + "THEN 0 ELSE 1 END, PRIORITY DESC, NEXT_FIRE_TIME ASC";

    // The engine asks for the priority among triggers of one instant only.
    protected override string GetSelectNextTriggerToAcquireSql(TriggerAcquisitionSqlShape shape)
    {
        var byTime = base.GetSelectNextTriggerToAcquireSql(shape);
        return byTime.Contains(ByTime, StringComparison.OrdinalIgnoreCase)
            ? byTime.Replace(ByTime, ByPriority, StringComparison.OrdinalIgnoreCase)
            : throw new NotSupportedException($"The job engine's order is not '{ByTime}' in: {byTime}");
    }

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
