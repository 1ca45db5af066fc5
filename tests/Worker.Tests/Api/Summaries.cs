using Longhand.Api;
using Longhand.Recordings;
using Longhand.Storage;

namespace Longhand.Tests.Api;

/// <summary>A recording that has just come in.</summary>
internal static class Summaries
{
    public static RecordingSummary New() => new()
    {
        Id = new RecordingId(Guid.Parse("01a20391-85d5-7955-8ae0-f041e09a14ce")),
        Name = "meeting.mp3",
        Door = RecordingDoor.Api,
        Status = RecordingStatus.Queued,
        Media = null,
        SizeBytes = 1,
        AudioStream = null,
        MaxSegmentSamples = null,
        DeclaredSamples = null,
        DecodedSamples = null,
        SplitSamples = 0,
        TranscribedSamples = 0,
        SilentSamples = 0,
        GapSamples = 0,
        Segments = 0,
        Calls = 0,
        SentSamples = 0,
        ResentSamples = 0,
        Notes = [],
        Error = null,
        Attempts = 0,
        Node = null,
        CreatedAt = DateTimeOffset.UnixEpoch,
        StartedAt = null,
        FinishedAt = null,
    };

    public static RecordingView View() => RecordingView.From(New(), price: null);
}
