using Longhand.Recordings;
using Longhand.Storage;

namespace Longhand.Api;

/// <summary>What the speech API was asked for so far.</summary>
/// <param name="Calls">Requests, counted as they are sent.</param>
/// <param name="SentSeconds">Audio of all of them.</param>
/// <param name="ResentSeconds">Audio among it that had been sent before: after a failure, a refusal or a crash.</param>
/// <param name="Estimate">
/// What all that was sent costs at the profile's price, as if failed calls were billed too; null without a price.
/// </param>
/// <param name="Currency">What the estimate is in.</param>
public sealed record CostView(int Calls, double SentSeconds, double ResentSeconds, decimal? Estimate, string? Currency)
{
    internal static CostView From(RecordingSummary recording, SpeechPrice? price) => new(
        recording.Calls,
        AudioClock.ToSeconds(recording.SentSamples),
        AudioClock.ToSeconds(recording.ResentSamples),
        price?.Of(recording.SentSamples),
        price?.Currency);
}
