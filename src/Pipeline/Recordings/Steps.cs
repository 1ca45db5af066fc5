using System.Diagnostics;

namespace Longhand.Recordings;

/// <summary>
/// The steps on a recording's way, as spans of the source <c>Longhand</c>: whoever listens (OpenTelemetry, say) sees
/// which took how long, and which one a process was in when it ended.
/// </summary>
internal static class Steps
{
    public const string SourceName = "Longhand";

    /// <summary>A file comes in: stored whole, probed, row and job committed.</summary>
    public const string Receive = "receive";

    /// <summary>One run of a recording; all that follows lies in it.</summary>
    public const string Run = "run";

    /// <summary>A run takes the recording, after it has looked whether it may.</summary>
    public const string Take = "take";

    /// <summary>It is found out what a file holds.</summary>
    public const string Probe = "probe";

    /// <summary>A segment that was cut is stored.</summary>
    public const string Cut = "cut";

    /// <summary>One call of the speech API: counted, sent, answered.</summary>
    public const string Send = "send";

    /// <summary>An answer is here, and is stored with its words.</summary>
    public const string StoreAnswer = "store answer";

    /// <summary>The answers are put together, and the recording is closed.</summary>
    public const string Stitch = "stitch";

    private const string RecordingTag = "longhand.recording";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins a step of what the step around it is about; null where nobody listens.</summary>
    public static Activity? Begin(string step, ActivityKind kind = ActivityKind.Internal)
    {
        var recording = Activity.Current?.GetTagItem(RecordingTag);
        return Source.StartActivity(kind, tags: recording is null ? null : [new(RecordingTag, recording)], name: step);
    }

    /// <summary>Begins a step of this recording; null where nobody listens.</summary>
    public static Activity? Begin(string step, RecordingId id) =>
        Source.StartActivity(ActivityKind.Internal, tags: [new(RecordingTag, id.ToString())], name: step);
}
