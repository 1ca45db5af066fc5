using System.Diagnostics.CodeAnalysis;
using Longhand.Recordings;

namespace Longhand.Dashboard;

/// <summary>Which recordings are asked for.</summary>
internal sealed record ListQuery(RecordingId? Before, RecordingStatus? Status)
{
    /// <summary>Reads the query of an address; an empty value asks for nothing.</summary>
    public static bool TryParse(
        string? status, string? before, [NotNullWhen(true)] out ListQuery? query, [NotNullWhen(false)] out string? refusal)
    {
        query = null;
        refusal = null;
        var wanted = string.IsNullOrEmpty(status) ? null : RecordingStatuses.Find(status);
        RecordingId? last = RecordingId.TryParse(before, null, out var id) ? id : null;
        if (wanted is null && !string.IsNullOrEmpty(status))
            refusal = $"'{status}' is no status; it is one of {RecordingStatuses.AllTexts}.";
        else if (last is null && !string.IsNullOrEmpty(before))
            refusal = $"'{before}' is no recording's id, so there is no list after it.";
        else
            query = new ListQuery(last, wanted);
        return query is not null;
    }
}
