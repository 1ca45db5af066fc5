namespace Longhand.Stitching.Formats;

/// <summary>Words that go on screen together, and the time they are said in.</summary>
internal sealed record CaptionDraft(long Start, long End, IReadOnlyList<Word> Words, bool IsRemark);
