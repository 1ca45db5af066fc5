using Longhand.Recordings;

namespace Longhand.Stitching.Formats;

/// <summary>A remark about one stretch of the recording.</summary>
internal sealed record TimedRemark(SampleRange Range, string Text);
