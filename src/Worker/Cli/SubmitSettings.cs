using Longhand.Api;

namespace Longhand.Cli;

/// <summary>What <c>longhand submit</c> was asked for.</summary>
/// <param name="Server">The worker.</param>
/// <param name="Files">The recordings, in the order given.</param>
/// <param name="WritesFiles">Whether transcripts are written beside printing them.</param>
/// <param name="Quiet">Whether only results and trouble are told.</param>
internal sealed record SubmitSettings(Uri Server, IReadOnlyList<FileInfo> Files, bool WritesFiles, bool Quiet)
{
    /// <summary>What is chosen for each of the recordings.</summary>
    public RecordingChoices Choices { get; init; } = RecordingChoices.None;
}
