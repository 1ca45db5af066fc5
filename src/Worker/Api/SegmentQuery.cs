using System.ComponentModel;
using System.Globalization;
using Longhand.Recordings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Longhand.Api;

/// <summary>Which of a recording's segments are asked for.</summary>
internal sealed record SegmentQuery(
    [property: FromQuery(Name = "limit"), Description("At most so many segments, 1 to 200.")] string? Limit,
    [property: FromQuery(Name = "after"), Description("Only segments that start behind this sample.")] string? After,
    [property: FromQuery(Name = "state"), Description("Only segments of this state.")] string? State)
{
    private static readonly SegmentState[] States = Enum.GetValues<SegmentState>();

    /// <returns>What is wrong with the query, or null.</returns>
    public ProblemHttpResult? TryRead(out int limit, out long? after, out SegmentState? state)
    {
        (limit, after, state) = (ApiOptions.MaxPageSize, null, null);
        if (Limit is not null
            && (!int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                || limit is < 1 or > ApiOptions.MaxPageSize))
            return Problems.BadRequest($"limit is '{Limit}'; it is a number from 1 to {ApiOptions.MaxPageSize}.");
        if (After is not null)
        {
            if (!long.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var sample))
                return Problems.BadRequest($"after is '{After}', which is no sample; follow a page's 'next' instead.");
            after = sample;
        }

        if (State is not null)
        {
            state = States.Cast<SegmentState?>().FirstOrDefault(known => SnakeCase.Of(known!.Value) == State);
            if (state is null)
                return Problems.BadRequest(
                    $"state is '{State}'; it is one of {string.Join(", ", States.Select(SnakeCase.Of))}.");
        }

        return null;
    }

    /// <summary>Path of the page after the one that ends with this segment.</summary>
    public string NextAfter(RecordingId id, Segment last) => RecordingLinks.Of(id).Segments + QueryString.Create(
    [
        .. Limit is null ? Array.Empty<KeyValuePair<string, string?>>() : [new("limit", Limit)],
        .. State is null ? Array.Empty<KeyValuePair<string, string?>>() : [new("state", State)],
        new("after", last.StartSample.ToString(CultureInfo.InvariantCulture)),
    ]);
}
