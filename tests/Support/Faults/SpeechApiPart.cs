namespace Longhand.Support.Faults;

/// <summary>One timed part of an answer; seconds within the file.</summary>
public sealed record SpeechApiPart(double Start, double End, string Text);
