using Longhand.Recordings;
using Longhand.Storage;

namespace Longhand.Api;

/// <summary>How far a recording has come, in seconds of its audio.</summary>
/// <param name="DoneSeconds">What is accounted for: transcribed, silent or lost.</param>
/// <param name="TotalSeconds">The best known length; null while nothing is known of it.</param>
/// <param name="TotalIsExact">Whether the length was measured by decoding to the end, not only declared by the file.</param>
public sealed record ProgressView(double DoneSeconds, double? TotalSeconds, bool TotalIsExact)
{
    internal static ProgressView From(RecordingSummary recording) => new(
        AudioClock.ToSeconds(recording.DoneSamples),
        recording.TotalSamples > 0 ? AudioClock.ToSeconds(recording.TotalSamples) : null,
        recording.DecodedSamples is not null);
}
