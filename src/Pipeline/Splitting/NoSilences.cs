namespace Longhand.Splitting;

/// <summary>Finds none: for audio that was found worth sending already.</summary>
internal sealed class NoSilences : ISilenceDetector
{
    public long DecidedUpTo => long.MaxValue;

    public void Append(ReadOnlySpan<short> samples, ReadOnlySpan<FramePower> frames)
    {
        // Nothing is listened for.
    }

    public void Complete(long samples)
    {
        // Nothing is open.
    }

    public Silence? After(long position) => null;

    public void Dispose()
    {
        // Nothing is held.
    }
}
