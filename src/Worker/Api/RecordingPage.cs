namespace Longhand.Api;

/// <summary>One page of recordings, newest first.</summary>
/// <param name="Recordings">The page.</param>
/// <param name="Next">Path of the next page; null on the last.</param>
public sealed record RecordingPage(IReadOnlyList<RecordingView> Recordings, string? Next);
