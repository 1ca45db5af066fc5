using System.Globalization;
using Longhand.Api;
using Longhand.Recordings;

namespace Longhand.Cli;

/// <summary>Where a recording stands, in words for a terminal.</summary>
internal static class ProgressText
{
    private const double MegaByte = 1_000_000;

    public static string Uploading(long sent, long total) => string.Create(
        CultureInfo.InvariantCulture, $"uploading {sent / MegaByte:0.0} of {total / MegaByte:0.0} MB");

    public static string Of(RecordingView recording) => RecordingStatuses.Find(recording.Status) switch
    {
        RecordingStatus.Queued when recording.Error is { } failure => $"to be tried again ({failure})",
        RecordingStatus.Queued => "waiting for a free worker",
        RecordingStatus.Splitting or RecordingStatus.Recognizing => $"transcribing {Progress(recording.Progress)}",
        RecordingStatus.Stitching => "putting the transcript together",
        RecordingStatus.Paused when recording.Held =>
            $"paused on request; 'longhand resume {recording.Id}' goes on with it",
        RecordingStatus.Paused => $"paused: {recording.Error}",
        RecordingStatus.Completed => $"completed, {Length(recording)}{Notes(recording)}",
        RecordingStatus.CompletedWithGaps => $"completed with gaps: {Clock(recording.Coverage.GapSeconds)} of {Length(recording)} missing{Notes(recording)}",
        RecordingStatus.Failed => $"failed: {recording.Error}",
        RecordingStatus.Cancelled => "cancelled",
        // A newer worker may know more states than this program.
        _ => recording.Status,
    };

    /// <summary>That the worker had the file already, since when, and how to have it transcribed all the same.</summary>
    public static string Known(RecordingView recording) => string.Create(
        CultureInfo.InvariantCulture,
        $"was handed in before, {recording.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, and is recording {recording.Id}; "
        + $"nothing was sent again. To have it transcribed again: --again");

    /// <summary><c> (12 calls, 10:50 sent, at most about 0.03 USD)</c>; nothing where nothing was sent.</summary>
    public static string Cost(CostView cost) => cost switch
    {
        { Calls: 0 } => "",
        { Estimate: { } estimate, Currency: { } currency } =>
            $" ({Calls(cost.Calls)}, {Clock(cost.SentSeconds)} sent, at most about {MoneyText.Of(estimate, currency)})",
        _ => $" ({Calls(cost.Calls)}, {Clock(cost.SentSeconds)} sent)",
    };

    /// <summary><c>42:15</c> or <c>4:00:00</c>; whole seconds that have passed.</summary>
    public static string Clock(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        return time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}")
            : time.ToString("m\\:ss", CultureInfo.InvariantCulture);
    }

    public static string Calls(int calls) => calls == 1 ? "1 call" : $"{calls} calls";

    private static string Progress(ProgressView progress) => progress switch
    {
        { TotalSeconds: { } total, TotalIsExact: true } => $"{Clock(progress.DoneSeconds)} of {Clock(total)}",
        { TotalSeconds: { } total } => $"{Clock(progress.DoneSeconds)} of about {Clock(total)}",
        _ => Clock(progress.DoneSeconds),
    };

    // A truncated file is completed as far as it goes, and whoever handed it in must hear of it.
    private static string Notes(RecordingView recording) => string.Concat(recording.Notes.Select(note => $"; {note}"));

    private static string Length(RecordingView recording) => Clock(recording.Progress.TotalSeconds ?? recording.Progress.DoneSeconds);
}
