namespace Longhand.Recordings;

/// <summary>Words on the recording's timeline, readable as soon as their segment is answered.</summary>
public sealed class Utterance
{
    public required RecordingId RecordingId { get; init; }

    /// <summary>Start of the segment whose answer it came from.</summary>
    public required long SegmentStart { get; init; }

    /// <summary>Its place within that answer, from 0.</summary>
    public required int Ordinal { get; init; }

    public required long StartSample { get; init; }

    public required long EndSample { get; init; }

    public required string Text { get; init; }

    public required UtteranceTiming Timing { get; init; }

    public TimedUtterance ToTimed() => new(new SampleRange(StartSample, EndSample), Text, Timing);
}
