using Longhand.Recordings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Longhand.Recognition;

/// <summary>
/// Repeats a segment's call while that makes sense: retries, around waiting for the call's turn in the cluster's
/// budget, around a circuit breaker that all segments share, around the time of one attempt.
/// </summary>
/// <remarks>
/// A segment that backs off, or waits for the circuit, holds no slot; and it stands in line for each call anew.
/// </remarks>
internal sealed partial class AsrResilience
{
    private static readonly ResiliencePropertyKey<SegmentAttempts> Key = new("attempts");

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMinutes(1);

    // The shortest timeout that Polly takes.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(10);

    private readonly RecognitionOptions options;
    private readonly CallBudget budget;
    private readonly TimeProvider clock;
    private readonly ILogger<AsrResilience> logger;
    private readonly ResiliencePipeline<AsrReply> retries;
    private readonly ResiliencePipeline<AsrReply> attempt;

    public AsrResilience(
        IOptions<RecognitionOptions> options, CallBudget budget, TimeProvider clock, ILogger<AsrResilience> logger)
    {
        (this.options, this.budget, this.clock, this.logger) = (options.Value, budget, clock, logger);
        retries = Retries();
        attempt = Attempt();
    }

    /// <summary>
    /// Makes the call until it is answered, refused for good, out of attempts or out of time, or until nobody may call.
    /// </summary>
    /// <exception cref="TimeoutRejectedException">Out of time while waiting for the next attempt.</exception>
    /// <exception cref="BrokenCircuitException">Out of time while the API is down.</exception>
    public async Task<AsrReply> ExecuteAsync(
        SegmentAttempts attempts, Func<SegmentAttempts, CancellationToken, Task<AsrReply>> call)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(
            attempts.Stopping, attempts.Audio.NoMoreCalls);
        return await ExecuteAsync(
            retries, attempts, (_, token) => InTurnAsync(attempts, call, token), waiting.Token);
    }

    private async Task<AsrReply> InTurnAsync(
        SegmentAttempts attempts,
        Func<SegmentAttempts, CancellationToken, Task<AsrReply>> call,
        CancellationToken waiting)
    {
        while (true)
        {
            if (attempts.Time.IsOver)
                throw new TimeoutRejectedException($"{options.TotalTimeout} are over.", options.TotalTimeout);
            var turn = await attempts.Time.ExceptAsync(
                () => budget.TakeAsync(attempts.Audio.RecordingId, attempts.Audio.Priority, waiting));
            if (turn is not CallTurn.Granted granted)
                return new AsrReply.Withheld(((CallTurn.Withheld)turn).Pause);

            await using var slot = granted.Slot;
            if (attempts.Audio.IsTooLong?.Invoke() is true)
                return new AsrReply.TooLong();
            var reply = await ExecuteAsync(
                attempt,
                attempts,
                (attempts, token) => AsrAttempt.MakeAsync(attempts, call, token),
                attempts.Stopping);
            if (reply is AsrReply.Failed { Outcome: AsrOutcome.TooLong, Error: var refusal })
                attempts.Audio.Refused?.Invoke(refusal.ToString());
            if (reply is AsrReply.Answered answered && attempts.Audio.Store is { } store)
                await store(answered.Answer, attempts.Log.Ended);
            var pause = await slot.ReturnAsync(ReportOf(reply));
            if (reply is not AsrReply.Failed { Outcome: AsrOutcome.Pause })
                return reply;
            if (pause is not null)
                return new AsrReply.Withheld(pause);

            // The account may call again: what this call was refused for has ended while it was in flight.
        }
    }

    private static async Task<AsrReply> ExecuteAsync(
        ResiliencePipeline<AsrReply> pipeline,
        SegmentAttempts attempts,
        Func<SegmentAttempts, CancellationToken, Task<AsrReply>> make,
        CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Key, attempts);
        try
        {
            return await pipeline.ExecuteAsync(
                static async (context, make) => await make(AttemptsOf(context), context.CancellationToken),
                context,
                make);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ResiliencePipeline<AsrReply> Retries() =>
        new ResiliencePipelineBuilder<AsrReply> { Name = "speech-api", TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<AsrReply>
            {
                // How many there are is counted by the attempts themselves: being told to slow down is none.
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome, AttemptsOf(args.Context))),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.FirstBackOff,
                MaxDelay = options.LongestBackOff,
                DelayGenerator = args => ValueTask.FromResult(ToldDelay(args.Outcome)),
                OnRetry = Told,
            })
            .Build();

    private ResiliencePipeline<AsrReply> Attempt() =>
        new ResiliencePipelineBuilder<AsrReply> { Name = "speech-api-call", TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<AsrReply>
            {
                // Only what says that the API is down: a refusal, and even "slow down", says that it is up.
                ShouldHandle = args => ValueTask.FromResult(
                    args.Outcome.Result is AsrReply.Failed
                    {
                        Outcome: AsrOutcome.TryAgain, Error.Fault: not AsrFault.FormatRefused
                    }),
                FailureRatio = options.BreakerFailureRatio,
                MinimumThroughput = options.BreakerMinimumCalls,
                SamplingDuration = options.BreakerWindow,
                BreakDuration = options.BreakerPause,
                OnOpened = Opened,
                OnClosed = Closed,
            })
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = args => ValueTask.FromResult(TimeOf(AttemptsOf(args.Context))),
            })
            .Build();

    private TimeSpan TimeOf(SegmentAttempts attempts)
    {
        var left = attempts.Time.Left;
        // Zero would mean for ever.
        return left > options.AttemptTimeout ? options.AttemptTimeout : left > AtOnce ? left : AtOnce;
    }

    private CallReport ReportOf(AsrReply reply) => reply switch
    {
        AsrReply.Answered => new CallReport(CallOutcome.Answered),
        // It was heard and judged, by an account that may call.
        AsrReply.Failed { Outcome: AsrOutcome.Skip or AsrOutcome.TooLong } => new CallReport(CallOutcome.Answered),
        AsrReply.Failed { Outcome: AsrOutcome.SlowDown } => new CallReport(CallOutcome.SlowDown),
        AsrReply.Failed { Outcome: AsrOutcome.Pause, Error: var error } => new CallReport(
            CallOutcome.Paused,
            $"{error}: {AsrAdvice.For(error, options)}",
            EndOf(error)),
        _ => CallReport.Nothing,
    };

    private DateTimeOffset EndOf(AsrError error)
    {
        var now = clock.GetUtcNow();
        var end = PauseEnd.Of(error, now, options.ApiUtcOffset) ?? now + options.PauseWithoutEnd;
        // Arrears come with the Retry-After of a rate limit too: nobody pays them within a second.
        var shortest = options.PauseWithoutEnd < ShortestPause ? options.PauseWithoutEnd : ShortestPause;
        var (earliest, latest) = (now + shortest, now + Recording.LongestPause);
        return end < earliest ? earliest : end < latest ? end : latest;
    }

    private static bool IsTransient(Outcome<AsrReply> outcome, SegmentAttempts attempts) => outcome switch
    {
        // Nothing was sent: the segment waits for the circuit, and no attempt is spent.
        { Exception: BrokenCircuitException } => true,
        { Result: AsrReply.Failed failed } => attempts.AllowAnother(failed),
        _ => false,
    };

    /// <summary>
    /// The wait that the API or the circuit asks for, plus a little chance so that not all come back at once; null:
    /// back off.
    /// </summary>
    private TimeSpan? ToldDelay(Outcome<AsrReply> outcome) => outcome switch
    {
        { Exception: BrokenCircuitException broken } => (broken.RetryAfter ?? TimeSpan.Zero) + Chance(),
        { Result: AsrReply.Failed { Error.RetryAfter: { } wait } } => wait + Chance(),
        _ => null,
    };

    private TimeSpan Chance() => options.FirstBackOff * (0.5 + (Random.Shared.NextDouble() / 2));

    private ValueTask Told(OnRetryArguments<AsrReply> retry)
    {
        if (logger.IsEnabled(LogLevel.Debug))
            Log.Again(logger, AttemptsOf(retry.Context).Audio, retry.RetryDelay, ReasonOf(retry.Outcome));
        return default;
    }

    private ValueTask Opened(OnCircuitOpenedArguments<AsrReply> circuit)
    {
        Log.Opened(logger, options.BaseAddress, circuit.BreakDuration, ReasonOf(circuit.Outcome));
        return default;
    }

    private ValueTask Closed(OnCircuitClosedArguments<AsrReply> circuit)
    {
        Log.Closed(logger, options.BaseAddress);
        return default;
    }

    private static SegmentAttempts AttemptsOf(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    private static string? ReasonOf(Outcome<AsrReply> outcome) =>
        outcome.Result is AsrReply.Failed failed ? failed.Error.ToString() : outcome.Exception?.Message;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Sending {Segment} again in {Delay}: {Reason}")]
        public static partial void Again(ILogger logger, SegmentAudio segment, TimeSpan delay, string? reason);

        [LoggerMessage(LogLevel.Warning, "{Address} is down, nobody calls it for {Pause}: {Reason}")]
        public static partial void Opened(ILogger logger, Uri address, TimeSpan pause, string? reason);

        [LoggerMessage(LogLevel.Information, "{Address} answers again")]
        public static partial void Closed(ILogger logger, Uri address);
    }
}
