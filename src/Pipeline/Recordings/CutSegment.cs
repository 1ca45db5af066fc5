namespace Longhand.Recordings;

/// <summary>A segment as splitting finds it.</summary>
/// <param name="Owned">The samples that are this segment's alone; the owned ranges of a recording tile it from 0.</param>
/// <param name="Silent">It holds no speech: it stays in the timeline and is never sent.</param>
/// <param name="Forced">Its end lies in no pause, so what is sent reaches <paramref name="OverlapSamples"/> beyond it.</param>
/// <param name="OverlapSamples">Samples sent beyond <c>Owned.End</c>; 0 where the cut is no forced one.</param>
/// <param name="Confidence">How far the cut's valley lies below the speech around it, in dB.</param>
/// <param name="Voiced">Stretches that hold sound, relative to <c>Owned.Start</c>, in order.</param>
public sealed record CutSegment(
    SampleRange Owned,
    bool Silent,
    bool Forced,
    int OverlapSamples,
    float Confidence,
    IReadOnlyList<SampleRange> Voiced)
{
    /// <summary>The samples that are sent: the owned ones and the overlap.</summary>
    public SampleRange Sent => new(Owned.Start, Owned.End + OverlapSamples);
}
