using Longhand.Recordings;

namespace Longhand.Api;

/// <summary>One call as the API shows it.</summary>
/// <param name="Number">Counted over all runs; one that is missing was cut off with its worker.</param>
/// <param name="RequestId">Our id of the call, for the speech API's support.</param>
/// <param name="StartedAt">When it was sent.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="SentSeconds">The audio it carried.</param>
/// <param name="Outcome">
/// answered, or what its failure meant: slow_down, try_again, too_long, skip, pause, stop …
/// </param>
/// <param name="Status">The HTTP status of a failure.</param>
/// <param name="Code">The speech API's own code of a failure.</param>
/// <param name="Reason">What was said or seen.</param>
public sealed record AttemptView(
    int Number,
    string RequestId,
    DateTimeOffset StartedAt,
    double Seconds,
    double SentSeconds,
    string Outcome,
    int? Status,
    string? Code,
    string? Reason)
{
    internal static AttemptView From(SegmentAttempt attempt) => new(
        attempt.Number,
        attempt.RequestId,
        attempt.StartedAt,
        attempt.Seconds,
        AudioClock.ToSeconds(attempt.SentSamples),
        attempt.Outcome,
        attempt.Status,
        attempt.Code,
        attempt.Reason);
}
