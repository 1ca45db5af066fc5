using Longhand.Recordings;

namespace Longhand.Stitching.Formats;

/// <summary>Times as people read them; hours may exceed two digits.</summary>
internal static class ClockText
{
    private const int MillisecondsPerHour = 3_600_000;

    private const int SamplesPerMillisecond = AudioClock.SampleRate / 1000;

    /// <summary>00:12:03</summary>
    public static string Long(long samples) => Stamp(Milliseconds(samples), '.')[..^4];

    /// <summary>12:00–12:47; with hours from the first hour on</summary>
    public static string Short(SampleRange range) => range.End < AudioClock.SampleRate * 3600L
        ? $"{Long(range.Start)[3..]}–{Long(range.End)[3..]}"
        : $"{Long(range.Start)}–{Long(range.End)}";

    /// <summary>00:12:03.250</summary>
    public static string Stamp(long milliseconds, char decimalSign)
    {
        var rest = TimeSpan.FromMilliseconds(milliseconds % MillisecondsPerHour);
        return $"{milliseconds / MillisecondsPerHour:00}:{rest.Minutes:00}:{rest.Seconds:00}"
            + $"{decimalSign}{rest.Milliseconds:000}";
    }

    public static long Milliseconds(long samples) => (samples + (SamplesPerMillisecond / 2)) / SamplesPerMillisecond;
}
