using Longhand.Recordings;
using Longhand.Storage;

namespace Longhand.Dashboard;

/// <summary>Statuses in people's words.</summary>
internal static class StatusWords
{
    public static string Of(RecordingStatus status) => status switch
    {
        RecordingStatus.CompletedWithGaps => "Completed with gaps",
        _ => status.ToString(),
    };

    public static string Meaning(RecordingSummary recording) => recording switch
    {
        { Held: true } => "Paused on request, until somebody resumes it.",
        { Status: RecordingStatus.Completed, Notes: [_, ..] } =>
            "Every second that could be read is accounted for; its page says what was odd about the file.",
        _ => Meaning(recording.Status),
    };

    private static string Meaning(RecordingStatus status) => status switch
    {
        RecordingStatus.Queued => "Waiting for a free worker.",
        RecordingStatus.Splitting => "Being decoded and cut; what is cut is transcribed at once.",
        RecordingStatus.Recognizing => "Cut to the end; the rest is being transcribed.",
        RecordingStatus.Stitching => "All words are there; the transcript is being put together.",
        RecordingStatus.Paused => "Waiting for the speech API; nothing is lost.",
        RecordingStatus.Completed => "Every second is accounted for.",
        RecordingStatus.CompletedWithGaps => "Some passages could not be transcribed; they are marked.",
        RecordingStatus.Failed => "Ended without a whole transcript; what was transcribed is kept.",
        RecordingStatus.Cancelled => "Stopped on request; what was transcribed is kept.",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a meaning in words."),
    };
}
