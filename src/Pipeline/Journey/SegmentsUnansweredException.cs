namespace Longhand.Journey;

/// <summary>Segments are left whose attempts all failed for reasons that may pass.</summary>
internal sealed class SegmentsUnansweredException(string reason) : Exception(reason);
