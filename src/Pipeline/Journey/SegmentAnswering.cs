using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Splitting;
using Longhand.Stitching;
using Longhand.Storage;

namespace Longhand.Journey;

/// <summary>Gets one segment's answer and stores what came of it, before its file is deleted.</summary>
public sealed class SegmentAnswering(SegmentRecognizer recognizer)
{
    /// <param name="run">The recording's.</param>
    /// <param name="segment">Which one.</param>
    /// <param name="noMoreCalls">Once cancelled, a call in flight may end, and none is begun.</param>
    /// <param name="cancellationToken">Ends calls too.</param>
    /// <returns>Why the segment is still unanswered; null where it is accounted for.</returns>
    /// <exception cref="PermanentFailureException">No segment can be answered until somebody changes something, and none has been.</exception>
    /// <exception cref="RecordingPausedException">No segment can be answered for now.</exception>
    public async Task<string?> AnswerAsync(
        RecordingRun run, SplitSegment segment, CancellationToken noMoreCalls, CancellationToken cancellationToken)
    {
        try
        {
            var audio = new SegmentAudio(run.Recording.Id, segment.Cut.Sent, segment.WavPath!)
            {
                Priority = run.Recording.Priority,
                NoMoreCalls = noMoreCalls,
            };
            return await StoreAsync(run, segment.Cut, await recognizer.RecognizeAsync(audio, cancellationToken), cancellationToken);
        }
        finally
        {
            // Answered or not: a later run decodes again, and files that wait for it would grow beyond every bound.
            File.Delete(segment.WavPath!);
        }
    }

    private static async Task<string?> StoreAsync(
        RecordingRun run, CutSegment cut, RecognitionResult result, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case RecognitionResult.Answered answered:
                // None: the answer is here and paid for, whatever else is stopped meanwhile.
                await run.AnswerAsync(
                    cut.Owned, answered.Answer, answered.Calls, AnswerStitcher.Stitch(cut, answered.Answer), CancellationToken.None);
                return null;
            case RecognitionResult.Skipped skipped:
                await run.LoseAsync(cut.Owned, skipped.Reason, skipped.Calls, cancellationToken);
                return null;
            case RecognitionResult.Unanswered unanswered:
                await run.MissAsync(cut.Owned, unanswered.Reason, unanswered.Calls, cancellationToken);
                return unanswered.Reason;
            case RecognitionResult.Paused paused:
                await run.MissAsync(cut.Owned, paused.Reason, paused.Calls, cancellationToken);
                throw new RecordingPausedException(paused.Reason, paused.Until);
            case RecognitionResult.TooLong tooLong:
                await run.MissAsync(cut.Owned, tooLong.Reason, tooLong.Calls, cancellationToken);
                throw await SetAsideAsync(run, TooLong(cut, tooLong.Reason), cancellationToken);
            case RecognitionResult.Stopped stopped:
                await run.MissAsync(cut.Owned, stopped.Reason, stopped.Calls, cancellationToken);
                throw await SetAsideAsync(run, stopped.Reason, cancellationToken);
            default:
                throw new InvalidOperationException($"A segment's attempts ended in {result}, which the journey does not know.");
        }
    }

    /// <summary>A wrong key or model is the worker's fault: a recording that has answers waits until it is put right, and one that has none fails at once.</summary>
    private static async Task<Exception> SetAsideAsync(RecordingRun run, string reason, CancellationToken cancellationToken) =>
        await run.HasAnswersAsync(cancellationToken)
            ? new RecordingPausedException(reason, until: null)
            : new PermanentFailureException(reason);

    private static string TooLong(CutSegment cut, string reason) =>
        $"The speech API takes no file as long as {cut.Sent.Duration.TotalSeconds:0.0} s ({reason}). "
        + "Choose the profile of the model that it serves (Recognition:Profile), and submit the recording again.";
}
