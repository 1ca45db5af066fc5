using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Splitting;
using Longhand.Stitching;
using Longhand.Storage;

namespace Longhand.Journey;

/// <summary>Gets one segment's answer and stores what came of it, before its file is deleted.</summary>
public sealed class SegmentAnswering(SegmentRecognizer recognizer)
{
    /// <returns>Why the segment is still unanswered; null where it is accounted for.</returns>
    /// <exception cref="PermanentFailureException">No segment can be answered until somebody changes something.</exception>
    /// <exception cref="RecordingPausedException">The account may not call for now.</exception>
    public async Task<string?> AnswerAsync(RecordingRun run, SplitSegment segment, CancellationToken cancellationToken)
    {
        var cut = segment.Cut;
        var result = await recognizer.RecognizeAsync(new SegmentAudio(run.Recording.Id, cut.Sent, segment.WavPath!), cancellationToken);
        switch (result)
        {
            case RecognitionResult.Answered answered:
                await run.AnswerAsync(
                    cut.Owned, answered.Answer, answered.Calls, AnswerStitcher.Stitch(cut, answered.Answer), cancellationToken);
                break;
            case RecognitionResult.Skipped skipped:
                await run.LoseAsync(cut.Owned, skipped.Reason, skipped.Calls, cancellationToken);
                break;
            case RecognitionResult.Unanswered unanswered:
                await run.MissAsync(cut.Owned, unanswered.Reason, unanswered.Calls, cancellationToken);
                return unanswered.Reason;
            case RecognitionResult.Paused paused:
                await run.MissAsync(cut.Owned, paused.Reason, paused.Calls, cancellationToken);
                throw new RecordingPausedException(paused.Reason);
            case RecognitionResult.TooLong tooLong:
                await run.MissAsync(cut.Owned, tooLong.Reason, tooLong.Calls, cancellationToken);
                throw new PermanentFailureException(
                    $"The speech API takes no file as long as {cut.Sent.Duration.TotalSeconds:0.0} s ({tooLong.Reason}). Choose the profile of the model that it serves (Recognition:Profile), and submit the recording again.");
            case RecognitionResult.Stopped stopped:
                await run.MissAsync(cut.Owned, stopped.Reason, stopped.Calls, cancellationToken);
                throw new PermanentFailureException(stopped.Reason);
        }

        File.Delete(segment.WavPath!);
        return null;
    }
}
