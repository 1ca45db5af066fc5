namespace Longhand.Splitting;

/// <summary>A place to cut at.</summary>
/// <param name="Sample">The cut: the first sample of what comes after.</param>
/// <param name="Confidence">How far the valley lies below the speech around it, in dB.</param>
internal readonly record struct Valley(long Sample, double Confidence);
