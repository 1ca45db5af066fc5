using Longhand.Recordings;
using Longhand.Storage;

namespace Longhand.Api;

/// <summary>What became of the audio so far, in seconds; what is in none of them waits.</summary>
/// <param name="TranscribedSeconds">Answered by the speech API.</param>
/// <param name="SilentSeconds">Without speech, and never sent.</param>
/// <param name="GapSeconds">Lost; the transcript says where and why.</param>
public sealed record CoverageView(double TranscribedSeconds, double SilentSeconds, double GapSeconds)
{
    internal static CoverageView From(RecordingSummary recording) => new(
        AudioClock.ToSeconds(recording.TranscribedSamples),
        AudioClock.ToSeconds(recording.SilentSamples),
        AudioClock.ToSeconds(recording.GapSamples));
}
