using System.Globalization;
using Longhand.Recordings;

namespace Longhand.Dashboard;

/// <summary>Times within a recording as people read them.</summary>
internal static class PlayTime
{
    /// <summary><c>42:15</c> or <c>1:00:00</c>: whole seconds that have passed, hours only where there are some.</summary>
    public static string Of(long samples)
    {
        var time = AudioClock.ToTime(samples);
        return time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}")
            : time.ToString("m\\:ss", CultureInfo.InvariantCulture);
    }

    public static string Of(SampleRange range) => $"{Of(range.Start)}–{Of(range.End)}";

    /// <summary>The exact time for <c>&lt;time datetime&gt;</c>.</summary>
    public static string Machine(long samples) =>
        string.Create(CultureInfo.InvariantCulture, $"PT{AudioClock.ToSeconds(samples):0.###}S");
}
