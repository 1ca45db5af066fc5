namespace Longhand.Splitting;

/// <summary>Finds the stretches of one recording that surely hold no speech, while it is decoded.</summary>
internal interface ISilenceDetector : IDisposable
{
    /// <summary>Every silence that starts before this sample is known.</summary>
    long DecidedUpTo { get; }

    /// <param name="samples">The samples behind those of the calls before.</param>
    /// <param name="frames">The frames that became whole with them.</param>
    void Append(ReadOnlySpan<short> samples, ReadOnlySpan<FramePower> frames);

    /// <summary>No samples come any more: a silence that reaches the end needs no padding there.</summary>
    /// <param name="samples">Length of the recording.</param>
    void Complete(long samples);

    /// <summary>The first silence that ends behind the position.</summary>
    Silence? After(long position);
}
