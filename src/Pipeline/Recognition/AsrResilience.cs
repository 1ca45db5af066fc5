using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Longhand.Recognition;

/// <summary>
/// Repeats a segment's call while that makes sense: total time, around retries, around a circuit breaker that all
/// segments share, around the time of one attempt.
/// </summary>
internal sealed partial class AsrResilience
{
    private static readonly ResiliencePropertyKey<SegmentAttempts> Key = new("attempts");

    private readonly RecognitionOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<AsrResilience> logger;
    private readonly ResiliencePipeline<AsrReply> pipeline;

    public AsrResilience(IOptions<RecognitionOptions> options, TimeProvider clock, ILogger<AsrResilience> logger)
    {
        (this.options, this.clock, this.logger) = (options.Value, clock, logger);
        pipeline = Build();
    }

    /// <summary>Makes the call until it is answered, refused for good, out of attempts or out of time.</summary>
    /// <exception cref="TimeoutRejectedException">Out of time while waiting for the next attempt.</exception>
    /// <exception cref="BrokenCircuitException">Out of time while the API is down.</exception>
    public async Task<AsrReply> ExecuteAsync(
        SegmentAttempts attempts, Func<SegmentAttempts, CancellationToken, Task<AsrReply>> call)
    {
        var context = ResilienceContextPool.Shared.Get(attempts.Stopping);
        context.Properties.Set(Key, attempts);
        try
        {
            return await pipeline.ExecuteAsync(
                static async (context, call) =>
                    await AsrAttempt.MakeAsync(AttemptsOf(context), call, context.CancellationToken),
                context,
                call);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ResiliencePipeline<AsrReply> Build() =>
        new ResiliencePipelineBuilder<AsrReply> { Name = "speech-api", TimeProvider = clock }
            .AddTimeout(options.TotalTimeout)
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
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<AsrReply>
            {
                // Only what says that the API is down: a refusal, and even "slow down", says that it is up.
                ShouldHandle = args => ValueTask.FromResult(
                    args.Outcome.Result is AsrReply.Failed { Outcome: AsrOutcome.TryAgain }),
                FailureRatio = options.BreakerFailureRatio,
                MinimumThroughput = options.BreakerMinimumCalls,
                SamplingDuration = options.BreakerWindow,
                BreakDuration = options.BreakerPause,
                OnOpened = Opened,
                OnClosed = Closed,
            })
            .AddTimeout(options.AttemptTimeout)
            .Build();

    private bool IsTransient(Outcome<AsrReply> outcome, SegmentAttempts attempts) => outcome switch
    {
        // Nothing was sent: the segment waits for the circuit, and no attempt is spent.
        { Exception: BrokenCircuitException } => true,
        { Result: AsrReply.Failed failed } => attempts.AllowAnother(failed, clock.GetUtcNow()),
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
