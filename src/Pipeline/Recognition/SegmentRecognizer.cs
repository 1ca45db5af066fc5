using Longhand.Recordings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;

namespace Longhand.Recognition;

/// <summary>Turns a segment's audio into what the speech API says of it.</summary>
public sealed partial class SegmentRecognizer
{
    private readonly AsrClient client;
    private readonly AsrResilience resilience;
    private readonly RecognitionOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<SegmentRecognizer> logger;

    internal SegmentRecognizer(
        AsrClient client,
        AsrResilience resilience,
        IOptions<RecognitionOptions> options,
        TimeProvider clock,
        ILogger<SegmentRecognizer> logger)
    {
        (this.client, this.resilience, this.options) = (client, resilience, options.Value);
        (this.clock, this.logger) = (clock, logger);
    }

    /// <summary>
    /// Calls until the segment is answered or it is known why not. May be asked for any number of segments at once:
    /// they take turns.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller gave up; calls made so far have no result.</exception>
    /// <exception cref="FileNotFoundException">The segment's file is gone.</exception>
    public async Task<RecognitionResult> RecognizeAsync(SegmentAudio audio, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        var attempts = new SegmentAttempts(
            audio,
            options.MaxAttempts,
            new CallTime(options.TotalTimeout, clock),
            new AttemptLog(audio, clock),
            cancellationToken);

        var result = (BeyondTheLimits(audio) ?? await CallAsync(attempts)) with { Attempts = attempts.Log.Ended };

        Tell(audio, result, clock.GetElapsedTime(startedAt));
        return result;
    }

    /// <summary>
    /// A file over the model's limits is not sent to hear that; stored cuts may come from a profile with longer ones.
    /// </summary>
    private RecognitionResult.TooLong? BeyondTheLimits(SegmentAudio audio)
    {
        var model = options.ProfileInUse();
        var (duration, longest) = (audio.Sent.Duration.TotalSeconds, model.LongestSegment.TotalSeconds);
        if (duration > longest)
            return new($"{duration:0.###} s exceed the {longest:0.###} s of {model.Model}", 0);

        var bytes = new FileInfo(audio.WavPath).Length;
        return bytes > model.LargestFileBytes
            ? new($"{bytes} bytes exceed the {model.LargestFileBytes} bytes of {model.Model}", 0)
            : null;
    }

    private async Task<RecognitionResult> CallAsync(SegmentAttempts attempts)
    {
        try
        {
            return await resilience.ExecuteAsync(attempts, CallOnceAsync) switch
            {
                AsrReply.Answered answered => new RecognitionResult.Answered(answered.Answer, attempts.Calls),
                AsrReply.Failed failed => ResultOf(failed, attempts),
                AsrReply.TooLong => new RecognitionResult.TooLong("the API has refused less", attempts.Calls),
                // No end: the account's pause has it, and may be ended before.
                AsrReply.Withheld withheld =>
                    new RecognitionResult.Paused(withheld.Pause.Reason, Until: null, attempts.Calls),
                var other => throw new InvalidOperationException($"A call ended in {other}, which nothing knows."),
            };
        }
        catch (OperationCanceledException)
            when (attempts.Audio.NoMoreCalls.IsCancellationRequested && !attempts.Stopping.IsCancellationRequested)
        {
            return new RecognitionResult.LeftAlone(attempts.Calls);
        }
        // Not of a call: the total time passed between two calls.
        catch (ExecutionRejectedException) when (attempts is { SlowDown: { } error, AreSpent: false })
        {
            return Postponed(error, attempts.Calls);
        }
        catch (ExecutionRejectedException)
        {
            var last = attempts.Last?.Error.ToString() ?? "the API is down";
            return new RecognitionResult.Unanswered(
                $"no answer within {options.TotalTimeout}; last: {last}", attempts.Calls);
        }
    }

    private async Task<AsrReply> CallOnceAsync(SegmentAttempts attempts, CancellationToken cancellationToken)
    {
        using var step = Steps.Begin(Steps.Send, attempts.Audio.RecordingId);
        var requestId = attempts.NextRequestId();
        step?.SetTag("longhand.request", requestId);
        await attempts.Log.BeginAsync(requestId, cancellationToken);
        return await client.SendAsync(attempts.Audio, requestId, cancellationToken);
    }

    private RecognitionResult ResultOf(AsrReply.Failed failed, SegmentAttempts attempts)
    {
        var (error, calls) = (failed.Error, attempts.Calls);
        return failed.Outcome switch
        {
            AsrOutcome.Skip => new RecognitionResult.Skipped(error.ToString(), calls),
            AsrOutcome.TryAgainThenSkip when attempts.AreSpent =>
                new RecognitionResult.Skipped(error.ToString(), calls),
            AsrOutcome.TooLong => new RecognitionResult.TooLong(error.ToString(), calls),
            AsrOutcome.SlowDown => Postponed(error, calls),
            AsrOutcome.Stop => new RecognitionResult.Stopped(WithAdvice(error), calls),
            _ => new RecognitionResult.Unanswered(error.ToString(), calls),
        };
    }

    /// <summary>A wait that is longer than one segment's time is the recording's: no attempt, and no failure.</summary>
    private RecognitionResult.Paused Postponed(AsrError error, int calls) => new(
        $"{error}: the speech service has too much to do and asks to be called later",
        clock.GetUtcNow() + (error.RetryAfter ?? options.LongestBackOff),
        calls);

    private string WithAdvice(AsrError error) => $"{error}: {AsrAdvice.For(error, options)}";

    private void Tell(SegmentAudio audio, RecognitionResult result, TimeSpan elapsed)
    {
        var (id, range, seconds) = (audio.RecordingId, audio.Sent, elapsed.TotalSeconds);
        if (result is RecognitionResult.Answered { Answer.Text.Length: var length })
            Log.Recognized(logger, id, range, length, result.Calls, seconds);
        else
            Log.NotRecognized(logger, id, range, result.GetType().Name, ReasonOf(result), result.Calls, seconds);
    }

    private static string? ReasonOf(RecognitionResult result) => result switch
    {
        RecognitionResult.Skipped skipped => skipped.Reason,
        RecognitionResult.TooLong tooLong => tooLong.Reason,
        RecognitionResult.Paused paused => paused.Reason,
        RecognitionResult.Stopped stopped => stopped.Reason,
        RecognitionResult.Unanswered unanswered => unanswered.Reason,
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "Recognized {RecordingId} {Range}: {Characters} characters in {Calls} calls and {Seconds:0.00} s")]
        public static partial void Recognized(
            ILogger logger, RecordingId recordingId, SampleRange range, int characters, int calls, double seconds);

        [LoggerMessage(
            LogLevel.Warning,
            "Did not recognize {RecordingId} {Range}: {Result}, {Reason}, after {Calls} calls and {Seconds:0.00} s")]
        public static partial void NotRecognized(
            ILogger logger,
            RecordingId recordingId,
            SampleRange range,
            string result,
            string? reason,
            int calls,
            double seconds);
    }
}
