using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Splitting;
using Longhand.Storage;

namespace Longhand.Journey;

/// <summary>Gets one segment's answer and stores what came of it, before its file is deleted.</summary>
public sealed class SegmentAnswering(
    SegmentRecognizer recognizer, SegmentReplacing replacing, AnswerStoring storing, LearnedLimit limit)
{
    /// <summary>
    /// A segment that the API does not take is replaced by shorter ones, which are answered in its place.
    /// </summary>
    /// <param name="run">The recording's.</param>
    /// <param name="segment">The segment, and its file.</param>
    /// <param name="tell">Told of each: why it is still unanswered; null where it is accounted for.</param>
    /// <param name="noMoreCalls">Once cancelled, a call in flight may end, and none is begun.</param>
    /// <param name="cancellationToken">Ends calls too, and leaves what is not answered pending.</param>
    /// <exception cref="PermanentFailureException">No segment can be answered until somebody changes something, and none has been.</exception>
    /// <exception cref="RecordingPausedException">No segment can be answered for now.</exception>
    public async Task AnswerAsync(
        RecordingRun run,
        SplitSegment segment,
        Action<string?> tell,
        CancellationToken noMoreCalls,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<ShorterSegment> shorter;
        try
        {
            shorter = limit.Allows(segment.Cut.Sent) || !SegmentSplitter.CanSplit(segment.Cut)
                ? await SendAsync(run, segment, tell, noMoreCalls, cancellationToken)
                : await replacing.ReplaceAsync(run, segment, limit.MaxSegment, [], cancellationToken);
        }
        finally
        {
            // Answered or not: a later run decodes again, and files that wait for it would grow beyond every bound.
            File.Delete(segment.WavPath!);
        }

        foreach (var piece in shorter)
            await AnswerAsync(run, await piece.WriteAsync(cancellationToken), tell, noMoreCalls, cancellationToken);
    }

    /// <returns>What takes its place; nothing where it keeps it.</returns>
    private async Task<IReadOnlyList<ShorterSegment>> SendAsync(
        RecordingRun run,
        SplitSegment segment,
        Action<string?> tell,
        CancellationToken noMoreCalls,
        CancellationToken cancellationToken)
    {
        var cut = segment.Cut;
        TimeSpan? below = null;
        var audio = new SegmentAudio(run.Recording.Id, cut.Sent, segment.WavPath!)
        {
            Priority = run.Recording.Priority,
            NoMoreCalls = noMoreCalls,
            IsTooLong = () => !limit.Allows(cut.Sent) && IsWorthSplitting(cut),
            Refused = reason =>
            {
                // What is as short as any is refused for something else.
                if (IsWorthSplitting(cut))
                    below = limit.Refuse(cut.Sent, reason);
            },
            Store = (answer, attempts) => storing.StoreAsync(run, cut, answer, attempts, cancellationToken),
            CountCall = token => run.CountCallAsync(cut.Owned, cut.Sent.Length, token),
        };
        var result = await recognizer.RecognizeAsync(audio, cancellationToken);
        if (result is RecognitionResult.TooLong tooLong && IsWorthSplitting(cut))
        {
            return await replacing.ReplaceAsync(
                run, segment, below ?? limit.MaxSegment, tooLong.Attempts, cancellationToken);
        }

        if (result is RecognitionResult.Answered)
            limit.Answer(cut.Sent);
        if (result is RecognitionResult.LeftAlone { Attempts: var made })
            await LeaveAloneAsync(run, cut, made, noMoreCalls, cancellationToken);

        tell(await StoreAsync(run, cut, result, cancellationToken));
        return [];
    }

    // An API that takes no five seconds means something else by it.
    private static bool IsWorthSplitting(CutSegment cut) =>
        cut.Sent.Duration > Recording.LeastMaxSegment && SegmentSplitter.CanSplit(cut);

    // What was called for it before the others were stopped is known, and told.
    private static async Task LeaveAloneAsync(
        RecordingRun run,
        CutSegment cut,
        IReadOnlyList<SegmentAttempt> attempts,
        CancellationToken noMoreCalls,
        CancellationToken cancellationToken)
    {
        if (attempts is [.., { Reason: { } reason }])
            await run.MissAsync(cut.Owned, reason, attempts, cancellationToken);
        throw new OperationCanceledException(noMoreCalls);
    }

    private static async Task<string?> StoreAsync(
        RecordingRun run, CutSegment cut, RecognitionResult result, CancellationToken cancellationToken)
    {
        var attempts = result.Attempts;
        switch (result)
        {
            case RecognitionResult.Answered:
                // Stored as it came.
                return null;
            case RecognitionResult.Skipped skipped:
                await run.LoseAsync(cut.Owned, skipped.Reason, attempts, cancellationToken);
                return null;
            case RecognitionResult.Unanswered unanswered:
                await run.MissAsync(cut.Owned, unanswered.Reason, attempts, cancellationToken);
                return unanswered.Reason;
            case RecognitionResult.Paused paused:
                await run.MissAsync(cut.Owned, paused.Reason, attempts, cancellationToken);
                throw new RecordingPausedException(paused.Reason, paused.Until) { IsOfTheAccount = paused.Until is null };
            case RecognitionResult.TooLong tooLong
                when !IsWorthSplitting(cut) && await run.HasAnswersAsync(cancellationToken):
                // Others were taken that are as long: it lies in this one, and no other run would mend it.
                await run.LoseAsync(cut.Owned, tooLong.Reason, attempts, cancellationToken);
                return null;
            case RecognitionResult.TooLong tooLong:
                await run.MissAsync(cut.Owned, tooLong.Reason, attempts, cancellationToken);
                throw await SetAsideAsync(run, TooLong(cut, tooLong.Reason), cancellationToken);
            case RecognitionResult.Stopped stopped:
                await run.MissAsync(cut.Owned, stopped.Reason, attempts, cancellationToken);
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
        $"The speech API takes no file as long as {cut.Sent.Duration.TotalSeconds:0.0} s ({reason}), and none shorter is cut. "
        + "Choose the profile of the model that it serves (Recognition:Profile), and submit the recording again.";
}
