using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Storage;

namespace Longhand.Dashboard;

/// <summary>One page of the list of recordings.</summary>
/// <param name="Before">The recording that this page comes after; null for the newest.</param>
/// <param name="Status">The status asked for; null for all.</param>
/// <param name="Recordings">Newest first.</param>
/// <param name="HasMore">Whether older ones follow.</param>
/// <param name="Pause">Why the speech API is not called; null where it is.</param>
public sealed record RecordingList(
    RecordingId? Before,
    RecordingStatus? Status,
    IReadOnlyList<RecordingSummary> Recordings,
    bool HasMore,
    AccountPause? Pause)
{
    private const int PageLength = 30;

    internal static async Task<RecordingList> ReadAsync(
        RecordingReads reads, CallBudgetReads budget, ListQuery query, CancellationToken cancellationToken)
    {
        // One more than is shown tells whether there is a next page.
        var recordings = await reads.ListAsync(query.Before, query.Status, PageLength + 1, cancellationToken);
        return new RecordingList(
            query.Before,
            query.Status,
            [.. recordings.Take(PageLength)],
            recordings.Count > PageLength,
            (await budget.ReadAsync(cancellationToken)).Pause);
    }

    /// <summary>The rows, or the sentence that stands for none.</summary>
    internal Region Rows => new("recordings", Recordings.Count > 0
        ? [.. Recordings.Select(recording => new Fragment(
            $"r-{recording.Id}",
            typeof(RecordingRow),
            new Dictionary<string, object>(StringComparer.Ordinal) { [nameof(RecordingRow.Recording)] = recording }))]
        : [new Fragment(
            "no-recordings",
            typeof(NoRecordings),
            new Dictionary<string, object>(StringComparer.Ordinal) { [nameof(NoRecordings.List)] = this })]);

    /// <summary>What holds for all recordings.</summary>
    internal Region Notices => new("notices", Pause is null
        ? []
        : [new Fragment(
            "pause",
            typeof(PauseNotice),
            new Dictionary<string, object>(StringComparer.Ordinal) { [nameof(PauseNotice.Pause)] = Pause })]);

    internal LiveView ToLive() => new([Notices, Rows], Final: false);

    internal string EventsAddress => DashboardAddress.Query("/dashboard/events", ("status", Status?.ToText()), ("before", Before?.ToString()));

    internal string FirstAddress => DashboardAddress.Query("/", ("status", Status?.ToText()));

    internal string NextAddress =>
        DashboardAddress.Query("/", ("status", Status?.ToText()), ("before", Recordings[^1].Id.ToString()));
}
