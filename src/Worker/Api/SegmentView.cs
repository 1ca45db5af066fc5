using Longhand.Recordings;

namespace Longhand.Api;

/// <summary>A segment as the API shows it; times are seconds of the recording.</summary>
public sealed record SegmentView
{
    public required double Start { get; init; }

    public required double End { get; init; }

    /// <summary>pending, transcribed, silent or gap.</summary>
    public required string State { get; init; }

    /// <summary>Whether it ends where there is no pause.</summary>
    public required bool Forced { get; init; }

    /// <summary>What is sent beyond its end.</summary>
    public required double OverlapSeconds { get; init; }

    /// <summary>How far the cut at its end lies below the speech around it, in dB.</summary>
    public required double Confidence { get; init; }

    /// <summary>Why it is missing, or what the last call that failed said.</summary>
    public required string? Reason { get; init; }

    /// <summary>Requests made for it, counted as they are sent.</summary>
    public required int Calls { get; init; }

    /// <summary>Audio of all of them.</summary>
    public required double SentSeconds { get; init; }

    /// <summary>Audio among it that had been sent before.</summary>
    public required double ResentSeconds { get; init; }

    /// <summary>The last calls whose end is known, oldest first, at most 20.</summary>
    public required IReadOnlyList<AttemptView> Attempts { get; init; }

    public required DateTimeOffset? AnsweredAt { get; init; }

    internal static SegmentView From(Segment segment) => new()
    {
        Start = AudioClock.ToSeconds(segment.StartSample),
        End = AudioClock.ToSeconds(segment.EndSample),
        State = SnakeCase.Of(segment.State),
        Forced = segment.Forced,
        OverlapSeconds = AudioClock.ToSeconds(segment.OverlapSamples),
        Confidence = Math.Round(segment.Confidence, 1),
        Reason = segment.GapReason ?? segment.LastError,
        Calls = segment.Calls,
        SentSeconds = AudioClock.ToSeconds(segment.SentSamples),
        ResentSeconds = AudioClock.ToSeconds(segment.ResentSamples),
        Attempts = [.. segment.Attempts.Select(AttemptView.From)],
        AnsweredAt = segment.AnsweredAt,
    };
}
