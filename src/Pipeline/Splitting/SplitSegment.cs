using Longhand.Recordings;

namespace Longhand.Splitting;

/// <summary>A segment as it leaves splitting.</summary>
/// <param name="Cut">Where it lies and what it holds.</param>
/// <param name="WavPath">Its 16 kHz mono s16 WAV file (overlap included), complete on disk; null where no audio is wanted.</param>
public sealed record SplitSegment(CutSegment Cut, string? WavPath);
