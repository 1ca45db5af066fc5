namespace Longhand.Recordings;

/// <summary>Words on the recording's timeline.</summary>
public sealed record TimedUtterance(SampleRange Range, string Text, UtteranceTiming Timing);
