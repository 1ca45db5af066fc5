using Longhand.Recordings;

namespace Longhand.Api;

/// <summary>Where a recording's parts are found.</summary>
public sealed record RecordingLinks(string Self, string Transcript, string Segments, string Events)
{
    /// <summary>Path of the whole collection.</summary>
    internal const string All = "/v1/recordings";

    internal static RecordingLinks Of(RecordingId id) =>
        new($"{All}/{id}", $"{All}/{id}/transcript", $"{All}/{id}/segments", $"{All}/{id}/events");
}
