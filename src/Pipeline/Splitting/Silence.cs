using Longhand.Recordings;

namespace Longhand.Splitting;

/// <summary>A stretch without speech, padding taken off.</summary>
/// <param name="Range">Where it is; while it is open, as far as it is known.</param>
/// <param name="Closed">Whether its end is final.</param>
internal readonly record struct Silence(SampleRange Range, bool Closed);
