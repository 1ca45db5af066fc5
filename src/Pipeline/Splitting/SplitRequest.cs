using Longhand.Recordings;

namespace Longhand.Splitting;

/// <summary>What to split, and within which limits.</summary>
/// <param name="AudioPath">Absolute path of the recording's file.</param>
/// <param name="Audio">What the container says of it.</param>
/// <param name="WorkFolder">Existing folder, private to this run, that the segment files go into.</param>
/// <param name="MaxSegment">Longest file that may be sent, overlap included.</param>
/// <param name="Stored">Cuts of an earlier run, in order from 0: they win over any plan, and the plan goes on behind the last.</param>
/// <param name="NeedsAudio">Whether a segment's file is still wanted (its answer may be stored already).</param>
public sealed record SplitRequest(
    string AudioPath,
    AudioDescription Audio,
    string WorkFolder,
    TimeSpan MaxSegment,
    IReadOnlyList<CutSegment> Stored,
    Func<CutSegment, bool> NeedsAudio);
