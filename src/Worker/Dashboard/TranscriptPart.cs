using Longhand.Recordings;

namespace Longhand.Dashboard;

/// <summary>Long transcripts are read an hour at a time; a segment belongs to the hour that it starts in.</summary>
internal static class TranscriptPart
{
    private static readonly long Length = AudioClock.ToSamples(TimeSpan.FromHours(1));

    /// <summary>The part that holds this time; the last one for times beyond the end.</summary>
    public static SampleRange At(double seconds, long totalSamples)
    {
        var asked = AudioClock.ToSamples(Math.Clamp(seconds, 0, TimeSpan.FromDays(366).TotalSeconds));
        var start = Math.Min(asked, Math.Max(0, totalSamples - 1)) / Length * Length;
        return new SampleRange(start, start + Length);
    }

    /// <summary>All parts of a recording, at least one.</summary>
    public static IReadOnlyList<SampleRange> All(long totalSamples) =>
        [.. Enumerable.Range(0, (int)Math.Max(1, (totalSamples + Length - 1) / Length))
            .Select(hour => new SampleRange(hour * Length, (hour + 1) * Length))];
}
