using Longhand.Recordings;

namespace Longhand.Cli;

/// <summary>One segment of a plan; positions in samples at 16 kHz.</summary>
/// <param name="Start">First sample.</param>
/// <param name="End">First sample behind it.</param>
/// <param name="Kind"><c>speech</c>: it is sent; <c>silent</c>: it is not.</param>
/// <param name="Forced">Whether it ends where there is no pause.</param>
/// <param name="Confidence">How far the cut at its end lies below the speech around it, in dB.</param>
/// <param name="Overlap">Samples that are sent beyond its end.</param>
internal sealed record SplitPlanSegment(long Start, long End, string Kind, bool Forced, double Confidence, int Overlap)
{
    public const string Speech = "speech";
    public const string Silent = "silent";

    public static SplitPlanSegment From(CutSegment cut) => new(
        cut.Owned.Start,
        cut.Owned.End,
        cut.Silent ? Silent : Speech,
        cut.Forced,
        Math.Round(cut.Confidence, 1),
        cut.OverlapSamples);
}
