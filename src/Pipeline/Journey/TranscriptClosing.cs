using Longhand.Recordings;
using Longhand.Stitching;
using Longhand.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Journey;

/// <summary>Stitches the answers and ends the recording.</summary>
public sealed partial class TranscriptClosing(IOptions<JourneyOptions> options, ILogger<TranscriptClosing> logger)
{
    public async Task CloseAsync(RecordingRun run, CancellationToken cancellationToken)
    {
        using var step = Steps.Begin(Steps.Stitch, run.Recording.Id);
        await run.MoveToAsync(RecordingStatus.Stitching, cancellationToken);
        var segments = await run.SegmentsAsync(cancellationToken);
        var lost = Length(segments, SegmentState.Gap);
        var heard = Length(segments, SegmentState.Transcribed);
        if (lost > options.Value.MaxLoss * (lost + heard))
        {
            await run.FailAsync(TooMuchLost(segments, lost, lost + heard), cancellationToken);
            return;
        }

        var status = lost > 0 ? RecordingStatus.CompletedWithGaps : RecordingStatus.Completed;
        var stitched = TranscriptStitcher.Stitch([.. segments.Select(AnsweredSegment.From)]);
        await run.CompleteAsync(status, stitched.Select(segment => (segment.SegmentStart, segment.Utterances)), cancellationToken);
        Log.Closed(logger, run.Recording.Id, status, segments.Count);
    }

    /// <summary>The attempts are spent: what is pending becomes gaps, and what was heard is kept.</summary>
    public async Task CloseWithLossesAsync(RecordingRun run, string reason, CancellationToken cancellationToken)
    {
        foreach (var segment in (await run.SegmentsAsync(cancellationToken)).Where(segment => segment.State == SegmentState.Pending))
            await run.LoseAsync(segment.Owned, segment.LastError ?? reason, attempts: [], cancellationToken);
        if (await run.IsDecodedAsync(cancellationToken))
            await CloseAsync(run, cancellationToken);
        else
            await run.FailAsync(reason, cancellationToken);
    }

    private static long Length(IEnumerable<Segment> segments, SegmentState state) =>
        segments.Where(segment => segment.State == state).Sum(segment => segment.Owned.Length);

    private static string TooMuchLost(IReadOnlyList<Segment> segments, long lost, long audible)
    {
        var reason = segments.Last(segment => segment.State == SegmentState.Gap).GapReason;
        return $"{AudioClock.ToText(AudioClock.ToTime(lost))} of {AudioClock.ToText(AudioClock.ToTime(audible))} were lost, more than Journey:MaxLoss allows; the last reason: {reason}";
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Closed {RecordingId} as {Status}, {Count} segments")]
        public static partial void Closed(ILogger logger, RecordingId recordingId, RecordingStatus status, int count);
    }
}
