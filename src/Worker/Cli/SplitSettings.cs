namespace Longhand.Cli;

/// <summary>What <c>longhand split</c> was asked for.</summary>
/// <param name="File">The recording.</param>
/// <param name="Stream">Index in the container of the audio stream; null for the default one.</param>
/// <param name="MaxSegment">Longest segment wanted; null for what the profile allows, which holds in any case.</param>
/// <param name="WavFolder">Where the segments to send are written; null for nowhere.</param>
/// <param name="Json">Whether the plan is printed for programs instead of people.</param>
/// <param name="Values">Settings that override the file's and the environment's.</param>
internal sealed record SplitSettings(
    FileInfo File,
    int? Stream,
    TimeSpan? MaxSegment,
    DirectoryInfo? WavFolder,
    bool Json,
    IReadOnlyDictionary<string, string?> Values);
