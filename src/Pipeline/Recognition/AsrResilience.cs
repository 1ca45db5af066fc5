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
                static async (context, call) => await CallAsync(AttemptsOf(context), call, context.CancellationToken), context, call);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static async Task<AsrReply> CallAsync(
        SegmentAttempts attempts, Func<SegmentAttempts, CancellationToken, Task<AsrReply>> call, CancellationToken cancellationToken)
    {
        var reply = await Guarded();
        if (reply is AsrReply.Failed failed)
            attempts.Note(failed);
        return reply;

        async Task<AsrReply> Guarded()
        {
            try
            {
                return await call(attempts, cancellationToken);
            }
            catch (OperationCanceledException) when (!attempts.Stopping.IsCancellationRequested)
            {
                return new AsrReply.Failed(new AsrError(AsrFault.TimedOut, "no answer in time"));
            }
            catch (HttpRequestException exception) when (!attempts.Stopping.IsCancellationRequested)
            {
                return new AsrReply.Failed(new AsrError(AsrFault.ConnectionLost, WordsOf(exception)));
            }
            // A missing segment file is no fault of the connection, and no second call finds it.
            catch (IOException exception) when (
                !attempts.Stopping.IsCancellationRequested && exception is not (FileNotFoundException or DirectoryNotFoundException))
            {
                return new AsrReply.Failed(new AsrError(AsrFault.ConnectionLost, WordsOf(exception)));
            }
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
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is AsrReply.Failed { Outcome: AsrOutcome.TryAgain }),
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

    /// <summary>The wait that the API or the circuit asks for, plus a little chance so that not all come back at once; null: back off.</summary>
    private TimeSpan? ToldDelay(Outcome<AsrReply> outcome) => outcome switch
    {
        { Exception: BrokenCircuitException broken } => (broken.RetryAfter ?? TimeSpan.Zero) + Chance(),
        { Result: AsrReply.Failed { Error.RetryAfter: { } wait } } => wait + Chance(),
        _ => null,
    };

    private TimeSpan Chance() => options.FirstBackOff * (0.5 + (Random.Shared.NextDouble() / 2));

    private ValueTask Told(OnRetryArguments<AsrReply> retry)
    {
        var attempts = AttemptsOf(retry.Context);
        if (logger.IsEnabled(LogLevel.Debug))
            Log.Again(logger, attempts.Audio, retry.RetryDelay, retry.Outcome.Exception?.Message ?? attempts.Last?.Error.ToString());
        return default;
    }

    private ValueTask Opened(OnCircuitOpenedArguments<AsrReply> circuit)
    {
        var error = circuit.Outcome.Result is AsrReply.Failed failed ? failed.Error.ToString() : circuit.Outcome.Exception?.Message;
        Log.Opened(logger, options.BaseAddress, circuit.BreakDuration, error);
        return default;
    }

    private ValueTask Closed(OnCircuitClosedArguments<AsrReply> circuit)
    {
        Log.Closed(logger, options.BaseAddress);
        return default;
    }

    private static SegmentAttempts AttemptsOf(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    private static string WordsOf(Exception exception) =>
        exception.InnerException is { } inner ? $"{exception.Message} {inner.Message}" : exception.Message;

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
