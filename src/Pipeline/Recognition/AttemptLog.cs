using Longhand.Recordings;

namespace Longhand.Recognition;

/// <summary>Notes the calls that are made for one segment, one after the other.</summary>
internal sealed class AttemptLog(SegmentAudio audio, TimeProvider clock)
{
    private readonly List<SegmentAttempt> ended = [];
    private (int Number, string RequestId, DateTimeOffset At, long Timestamp)? begun;
    private int counted;

    /// <summary>The last calls whose end is known, oldest first.</summary>
    public IReadOnlyList<SegmentAttempt> Ended => [.. ended.TakeLast(SegmentAttempt.Kept)];

    /// <summary>Counts the call where calls are counted; it must not be sent where that fails.</summary>
    public async Task BeginAsync(string requestId, CancellationToken cancellationToken)
    {
        counted++;
        var number = audio.CountCall is { } count ? await count(cancellationToken) : counted;
        begun = (number, requestId, clock.GetUtcNow(), clock.GetTimestamp());
    }

    public void End(AsrReply reply)
    {
        // The time may be over before the call could be counted and sent.
        if (begun is not { } call)
            return;
        var error = (reply as AsrReply.Failed)?.Error;
        ended.Add(new SegmentAttempt(
            call.Number,
            call.RequestId,
            call.At,
            Math.Round(clock.GetElapsedTime(call.Timestamp).TotalSeconds, 3),
            audio.Sent.Length,
            reply is AsrReply.Failed failed ? SnakeCase.Of(failed.Outcome) : SegmentAttempt.Answered,
            error?.Status,
            error?.Code,
            error?.ToString()));
        begun = null;
    }
}
