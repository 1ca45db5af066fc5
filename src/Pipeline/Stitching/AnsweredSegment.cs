using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>A segment and what was said of it; no answer where it is silent, a gap or still pending.</summary>
public sealed record AnsweredSegment(CutSegment Cut, SpeechAnswer? Answer)
{
    public static AnsweredSegment From(Segment segment) => new(segment.ToCut(), segment.Answer);
}
