using System.ComponentModel;
using System.Globalization;
using Longhand.Recordings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Longhand.Api;

/// <summary>Which page of the list is asked for; plain text, so that what cannot be read is answered by name.</summary>
internal sealed record RecordingQuery(
    [property: FromQuery(Name = "limit"), Description("At most so many recordings, 1 to 200.")] string? Limit,
    [property: FromQuery(Name = "before"), Description("Only recordings older than this id: the last one of the page before.")] string? Before,
    [property: FromQuery(Name = "status"), Description("Only recordings of this status.")] string? Status)
{
    /// <returns>What is wrong with the query, or null.</returns>
    public ProblemHttpResult? TryRead(int defaultLimit, out int limit, out RecordingId? before, out RecordingStatus? status)
    {
        limit = defaultLimit;
        before = null;
        status = null;
        if (Limit is not null
            && (!int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > ApiOptions.MaxPageSize))
            return Problems.BadRequest($"limit is '{Limit}'; it is a number from 1 to {ApiOptions.MaxPageSize}.");
        if (Before is not null)
        {
            if (!RecordingId.TryParse(Before, null, out var last))
                return Problems.BadRequest($"before is '{Before}', which is no recording's id; follow the page's 'next' instead.");
            before = last;
        }

        if (Status is not null)
        {
            status = RecordingStatuses.Find(Status);
            if (status is null)
                return Problems.BadRequest($"status is '{Status}'; it is one of {RecordingStatuses.AllTexts}.");
        }

        return null;
    }

    /// <summary>Path of the page after the one that ends with this recording.</summary>
    public string NextAfter(RecordingId last) => RecordingLinks.All + QueryString.Create(
    [
        .. Limit is null ? Array.Empty<KeyValuePair<string, string?>>() : [new("limit", Limit)],
        .. Status is null ? Array.Empty<KeyValuePair<string, string?>>() : [new("status", Status)],
        new("before", last.ToString()),
    ]);
}
