namespace Longhand.Stitching.Formats;

/// <summary>Lines of text on screen from one time to another.</summary>
internal sealed record Caption(long StartMilliseconds, long EndMilliseconds, IReadOnlyList<string> Lines);
