namespace Longhand.Recordings;

/// <summary>One timed part of an answer; seconds within the file that was sent.</summary>
public sealed record AnsweredUtterance(double Start, double End, string Text);
