using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>
/// Makes utterances follow each other in the order given: none starts before the one in front of it ends.
/// </summary>
internal static class UntangledTimes
{
    public static IReadOnlyList<TimedUtterance> Of(IReadOnlyList<TimedUtterance> utterances)
    {
        var result = utterances.ToArray();
        for (var i = 1; i < result.Length; i++)
        {
            var before = result[i - 1].Range;
            var range = result[i].Range;
            if (range.Start >= before.End)
                continue;
            // Both claim what they share; it is halved, so that neither vanishes.
            var shared = Math.Max(range.Start, before.Start);
            var until = Math.Min(range.End, before.End) is var end && end > shared ? end : before.End;
            var border = (shared + until) / 2;
            result[i - 1] = result[i - 1] with { Range = new SampleRange(before.Start, border) };
            result[i] = result[i] with { Range = new SampleRange(border, Math.Max(until, range.End)) };
        }
        return result;
    }
}
