namespace Longhand.Recordings;

/// <summary>What a whole decode showed.</summary>
/// <param name="Samples">Decoded samples at 16 kHz; the recording's true length.</param>
/// <param name="Complete">Whether it reached the end that the file declares, without damage on the way.</param>
/// <param name="Notes">Facts that the reader of the transcript must know, a sentence each: truncated, corrupt in the middle.</param>
public sealed record DecodedAudio(long Samples, bool Complete, IReadOnlyList<string> Notes);
