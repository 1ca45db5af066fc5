using Longhand.Recordings;

namespace Longhand.Dashboard;

/// <summary>A stretch of a transcript that reads as one: the words of a segment, a gap, or a run of silence or of work still to do.</summary>
/// <param name="Range">Where it lies.</param>
/// <param name="State">What it is.</param>
/// <param name="Reason">Why it is missing, or what the last try for it said.</param>
/// <param name="Words">What was heard there.</param>
public sealed record TranscriptBlock(
    SampleRange Range, SegmentState State, string? Reason, IReadOnlyList<TimedUtterance> Words)
{
    /// <summary>The last calls that were made for it.</summary>
    public IReadOnlyList<SegmentAttempt> Attempts { get; init; } = [];

    /// <summary>One block for neighbours that say the same: silence after silence, work after work.</summary>
    internal static IReadOnlyList<TranscriptBlock> Join(IEnumerable<TranscriptBlock> blocks)
    {
        var joined = new List<TranscriptBlock>();
        foreach (var block in blocks)
        {
            if (joined.Count > 0 && joined[^1] is var last && last.JoinsWith(block))
                joined[^1] = last with
                {
                    Range = last.Range with { End = block.Range.End },
                    Attempts = [.. last.Attempts.Concat(block.Attempts).TakeLast(SegmentAttempt.Kept)],
                };
            else
                joined.Add(block);
        }

        return joined;
    }

    private bool JoinsWith(TranscriptBlock next) =>
        State is not SegmentState.Transcribed && State == next.State && Reason == next.Reason && Range.End == next.Range.Start;
}
