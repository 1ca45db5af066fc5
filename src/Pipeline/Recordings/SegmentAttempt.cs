namespace Longhand.Recordings;

/// <summary>One call that was made for a segment, and what came of it.</summary>
/// <param name="Number">
/// Counted over all runs. A number that is missing belongs to a call whose worker ended before it knew what came.
/// </param>
/// <param name="RequestId">Our id of the call, for the API's support.</param>
/// <param name="StartedAt">When it was sent.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="SentSamples">How much was sent: more than the segment holds where it was cut again since.</param>
/// <param name="Outcome">
/// answered, or what its failure meant: slow_down, try_again, too_long, skip, pause, stop …
/// </param>
/// <param name="Status">The HTTP status of a failure, where there was an answer.</param>
/// <param name="Code">The API's own code of a failure, where it gave one.</param>
/// <param name="Reason">What was said or seen; null where it was answered.</param>
public sealed record SegmentAttempt(
    int Number,
    string RequestId,
    DateTimeOffset StartedAt,
    double Seconds,
    long SentSamples,
    string Outcome,
    int? Status,
    string? Code,
    string? Reason)
{
    /// <summary>So many are kept for each segment, the last ones.</summary>
    public const int Kept = 20;

    /// <summary>The outcome of a call that was no failure.</summary>
    public const string Answered = "answered";
}
