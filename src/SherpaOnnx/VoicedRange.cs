namespace Longhand.SherpaOnnx;

/// <summary>A stretch of speech, in samples from the beginning of what was heard.</summary>
public sealed record VoicedRange(long Start, long End)
{
    /// <summary>Samples in the stretch.</summary>
    public long Length => End - Start;
}
