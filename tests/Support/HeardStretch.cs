namespace Longhand.Support;

/// <summary>A stretch of a recording and what was heard in it.</summary>
public sealed record HeardStretch(TimeSpan From, TimeSpan To, string Text);
