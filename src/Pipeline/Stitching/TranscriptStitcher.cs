using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>Puts the answers of a recording together: offsets, then the overlaps of forced cuts.</summary>
public static class TranscriptStitcher
{
    /// <summary>One result per segment, in order; without utterances where there is no answer.</summary>
    public static IReadOnlyList<StitchedSegment> Stitch(IReadOnlyList<AnsweredSegment> segments)
    {
        SegmentWords[] words =
        [
            .. segments.OrderBy(segment => segment.Cut.Owned.Start).Select(segment => new SegmentWords(
                segment.Cut, segment.Answer is { } answer ? AnswerStitcher.Stitch(segment.Cut, answer) : [])),
        ];
        for (var i = 0; i < words.Length; i++)
            for (var j = i + 1; j < words.Length && words[j].Cut.Owned.Start < words[i].Cut.Sent.End; j++)
                Merge(words[i], words[j]);
        return Attribute(words);
    }

    private static void Merge(SegmentWords earlier, SegmentWords later)
    {
        var overlap = new SampleRange(later.Cut.Owned.Start, Math.Min(earlier.Cut.Sent.End, later.Cut.Sent.End));
        new OverlapMerge(overlap).Apply(earlier, later);
    }

    // Where an overlap was merged the neighbours' times may still cross by the error of their estimate.
    private static List<StitchedSegment> Attribute(SegmentWords[] words)
    {
        var remaining = words.Select(segment => segment.Remaining()).ToArray();
        var untangled = UntangledTimes.Of([.. remaining.SelectMany(utterances => utterances)]);
        var next = 0;
        var stitched = new List<StitchedSegment>(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            stitched.Add(new StitchedSegment(
                words[i].Cut.Owned.Start, [.. untangled.Skip(next).Take(remaining[i].Count)]));
            next += remaining[i].Count;
        }
        return stitched;
    }
}
