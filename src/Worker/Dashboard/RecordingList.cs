using Longhand.Recordings;
using Longhand.Storage;

namespace Longhand.Dashboard;

/// <summary>One page of the list of recordings.</summary>
/// <param name="Before">The recording that this page comes after; null for the newest.</param>
/// <param name="Status">The status asked for; null for all.</param>
/// <param name="Recordings">Newest first.</param>
/// <param name="HasMore">Whether older ones follow.</param>
public sealed record RecordingList(
    RecordingId? Before, RecordingStatus? Status, IReadOnlyList<RecordingSummary> Recordings, bool HasMore)
{
    private const int PageLength = 30;

    internal static async Task<RecordingList> ReadAsync(
        RecordingReads reads, ListQuery query, CancellationToken cancellationToken)
    {
        // One more than is shown tells whether there is a next page.
        var recordings = await reads.ListAsync(query.Before, query.Status, PageLength + 1, cancellationToken);
        return new RecordingList(query.Before, query.Status, [.. recordings.Take(PageLength)], recordings.Count > PageLength);
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

    internal LiveView ToLive() => new([Rows], Final: false);

    internal string EventsAddress => DashboardAddress.Query("/dashboard/events", ("status", Status?.ToText()), ("before", Before?.ToString()));

    internal string FirstAddress => DashboardAddress.Query("/", ("status", Status?.ToText()));

    internal string NextAddress =>
        DashboardAddress.Query("/", ("status", Status?.ToText()), ("before", Recordings[^1].Id.ToString()));
}
