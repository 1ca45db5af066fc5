using System.Globalization;
using Longhand.Support.Faults;

namespace Longhand.Support.Chaos;

/// <summary>A call of the speech API as it stood when it was looked at.</summary>
/// <param name="Number">Counted from 1, in the order in which calls were whole.</param>
/// <param name="Recording">Whose segment it sends.</param>
/// <param name="SegmentStart">That segment's first sample.</param>
/// <param name="Hash">Of the audio: a call that is made again has the same.</param>
/// <param name="ArrivedAt">When its first byte was there.</param>
/// <param name="EndedAt">When its answer was about to end, or it was given up; null: it is in flight.</param>
/// <param name="Answered">Whether it got a whole answer.</param>
public sealed record ChaosCall(
    int Number,
    Guid Recording,
    long SegmentStart,
    string Hash,
    DateTimeOffset ArrivedAt,
    DateTimeOffset? EndedAt,
    bool Answered)
{
    public (Guid Recording, long Start) Segment => (Recording, SegmentStart);

    /// <exception cref="FormatException">Its id is none of the product's.</exception>
    public static ChaosCall Of(SpeechApiCall call)
    {
        // The recording's, the segment's first sample, and what tells the calls apart.
        if (call.RequestId?.Split('-') is not [var recording, var start, ..])
            throw new FormatException($"'{call.RequestId}' names no segment.");
        return new ChaosCall(
            call.Number,
            Guid.ParseExact(recording, "N"),
            long.Parse(start, CultureInfo.InvariantCulture),
            call.Wav!.Hash,
            call.ArrivedAt,
            call.EndedAt,
            call.AnsweredText is not null);
    }

    public override string ToString() =>
        $"{Recording:N}-{SegmentStart} ({ArrivedAt:HH:mm:ss.fff} to {EndedAt:HH:mm:ss.fff}, {(Answered ? "answered" : "unanswered")})";
}
