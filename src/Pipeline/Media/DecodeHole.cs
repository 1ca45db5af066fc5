namespace Longhand.Media;

/// <summary>A stretch of a recording that its file no longer holds.</summary>
internal readonly record struct DecodeHole(TimeSpan From, TimeSpan To);
