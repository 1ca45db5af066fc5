using Longhand.Recordings;
using Microsoft.Extensions.Options;

namespace Longhand.Splitting;

/// <summary>Cuts a segment again where recordings are cut: into shorter ones that tile it.</summary>
public sealed class SegmentSplitter(IOptions<SplittingOptions> options)
{
    /// <summary>A shorter segment is not cut again: what is less than a second holds no words.</summary>
    private static readonly long Shortest = 2 * AudioClock.SampleRate;

    public static bool CanSplit(CutSegment segment) => segment.Owned.Length >= Shortest;

    /// <summary>
    /// The pieces in order, at least two: the last ends as the segment did, with its overlap; nothing is sent that the
    /// segment did not send.
    /// </summary>
    /// <param name="segment">The segment, which is not silent.</param>
    /// <param name="pcm">The samples that are sent with it, as its file holds them.</param>
    /// <param name="maxSegment">Longest that may be sent of one, overlap included; less than the segment sends.</param>
    public IReadOnlyList<CutSegment> Split(CutSegment segment, ReadOnlySpan<byte> pcm, TimeSpan maxSegment)
    {
        using var silences = new NoSilences();
        var planner = new CutPlanner(LimitsFor(segment, maxSegment), options.Value, silences, []);
        var window = new PcmWindow();
        window.Append(pcm);
        planner.Append([], new FrameMeter().Measure(window));
        planner.Complete(segment.Owned.Length);

        var pieces = new List<CutSegment>();
        while (planner.Next() is { } piece)
            pieces.Add(piece with { Owned = OnTimeline(piece.Owned, segment) });
        pieces[^1] = pieces[^1] with
        {
            Forced = segment.Forced,
            OverlapSamples = segment.OverlapSamples,
            Confidence = segment.Confidence,
        };
        return pieces;
    }

    private SplitLimits LimitsFor(CutSegment segment, TimeSpan maxSegment)
    {
        // The last piece is sent with the overlap that its end has, and must not be longer than allowed for it.
        var longest = maxSegment - AudioClock.ToTime(segment.OverlapSamples);
        var least = AudioClock.ToTime(Shortest / 2);
        var limits = SplitLimits.For(longest < least ? least : longest, options.Value);
        // The first words of the recording need no hurry any more.
        return limits with { First = limits.Max };
    }

    private static SampleRange OnTimeline(SampleRange piece, CutSegment segment) =>
        new(segment.Owned.Start + piece.Start, segment.Owned.Start + piece.End);
}
