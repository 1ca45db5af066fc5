using System.Globalization;

namespace Longhand.Recordings;

/// <summary>The one clock of a recording: samples of its decode, 16 kHz mono. A sample lasts exactly 625 ticks.</summary>
public static class AudioClock
{
    /// <summary>Samples per second.</summary>
    public const int SampleRate = 16_000;

    private const long TicksPerSample = TimeSpan.TicksPerSecond / SampleRate;

    /// <summary>The whole samples that fit into the time: for limits, of which one sample more is too many.</summary>
    public static long ToSamplesWithin(TimeSpan time) => time.Ticks / TicksPerSample;

    public static TimeSpan ToTime(long samples) => TimeSpan.FromTicks(samples * TicksPerSample);

    public static double ToSeconds(long samples) => samples / (double)SampleRate;

    /// <summary>The nearest whole sample.</summary>
    public static long ToSamples(TimeSpan time) => (time.Ticks + (TicksPerSample / 2)) / TicksPerSample;

    /// <summary>The nearest whole sample.</summary>
    public static long ToSamples(double seconds) => (long)Math.Round(seconds * SampleRate);

    /// <summary>Hours, minutes and whole seconds; the hours go on behind a day, as in <c>25:00:00</c>.</summary>
    public static string ToText(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours:00}:{time:mm\\:ss}");

    /// <summary>The same with milliseconds.</summary>
    public static string ToExactText(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{ToText(time)}.{time:fff}");
}
