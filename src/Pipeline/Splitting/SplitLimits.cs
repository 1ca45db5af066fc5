using Longhand.Recordings;

namespace Longhand.Splitting;

/// <summary>The options for one recording, in samples and frames.</summary>
/// <param name="Max">Longest that may be sent, overlap included.</param>
/// <param name="First">Longest that the first segment is made by choice, so that the first words are there soon.</param>
/// <param name="Min">Shortest that a cut in running speech may leave.</param>
/// <param name="Tail">Shortest that is left before a silence or the end, where that can be chosen.</param>
/// <param name="Overlap">Sent beyond a forced cut.</param>
/// <param name="ForcedBelowDb">Confidence below which a cut is forced.</param>
internal sealed record SplitLimits(long Max, long First, long Min, long Tail, int Overlap, double ForcedBelowDb)
{
    public static SplitLimits For(TimeSpan maxSegment, SplittingOptions options)
    {
        if (maxSegment < TimeSpan.FromSeconds(1))
            throw new ArgumentOutOfRangeException(
                nameof(maxSegment), maxSegment, "A segment of less than a second holds no words: allow longer ones.");

        var max = AudioClock.ToSamplesWithin(maxSegment);
        // Small limits shrink the rest with them, so that the window of places to cut at never closes.
        return new SplitLimits(
            max,
            Math.Min(AudioClock.ToSamples(options.FirstSegment), max),
            (long)(max * options.MinSegmentShare),
            Math.Min(AudioClock.ToSamples(options.ShortestTail), max / 6),
            (int)Math.Min(AudioClock.ToSamples(options.Overlap), max / 6),
            options.ForcedBelowDb);
    }
}
