using System.Globalization;
using Longhand.Recordings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Longhand.Jobs;

/// <summary>The edge between the engine and the work: one run of one recording.</summary>
/// <remarks>
/// One run at a time per recording and cluster, also when it is put into the queue again while it runs. The name of
/// this class is stored with every job: under another name, those that wait would be stranded.
/// </remarks>
/// <param name="work">Asked for in the run: the engine sets a job aside for good when it can't even be built.</param>
/// <param name="lifetime">Tells when the process begins to end, which is before the engine does.</param>
/// <param name="logger">Where runs that stop or fail are told of.</param>
[DisallowConcurrentExecution]
internal sealed partial class TranscriptionJob(
    Func<RecordingWork> work, IHostApplicationLifetime lifetime, ILogger<TranscriptionJob> logger) : IJob
{
    public const string Group = "recordings";

    public static JobKey KeyOf(RecordingId id) => new(id.ToString(), Group);

    public static TriggerKey TriggerKeyOf(RecordingId id) => new(id.ToString(), Group);

    /// <exception cref="OperationCanceledException">
    /// Only when this run was asked to stop: the engine hands the job back on shutdown, and drops it after a cancel.
    /// </exception>
    /// <exception cref="JobExecutionException">The run failed; the engine runs the job again later.</exception>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var id = RecordingId.Parse(context.JobDetail.Key.Name, CultureInfo.InvariantCulture);
        try
        {
            var job = new JobRun(context.Scheduler.SchedulerInstanceId, token => IsOursAsync(context, token));
            await WorkAsync(id, job, cancellationToken);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            // What breaks while it stops has not failed: a killed ffmpeg or a closed connection would otherwise cost
            // the run a back-off.
            Log.Stopped(logger, id, exception.Message);
            throw new OperationCanceledException($"The run of recording {id} was asked to stop.", exception, cancellationToken);
        }
        catch (WorkPostponedException postponed)
        {
            Log.Postponed(logger, id, postponed.Message);
            throw new JobExecutionException($"The run of recording {id} was put off: {postponed.Message}", postponed);
        }
        catch (Exception exception)
        {
            // Wrapped, because the engine takes any OperationCanceledException for a cancel and drops the job: an HTTP
            // timeout is one.
            Log.Failed(logger, exception, id, context.RetryAttempt + 1);
            throw new JobExecutionException($"The run of recording {id} failed: {exception.Message}", exception);
        }
    }

    /// <remarks>Whoever takes a job over removes the firing of the node that had it.</remarks>
    private static async Task<bool> IsOursAsync(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var firings = await context.Scheduler.QueryFireInstances(
            new FireInstanceQuery { Job = context.JobDetail.Key, State = FireInstanceState.Executing }, cancellationToken);
        return firings.Items.Any(firing => firing.FireInstanceId == context.FireInstanceId);
    }

    private async Task WorkAsync(RecordingId id, JobRun job, CancellationToken cancellationToken)
    {
        try
        {
            await work()(id, job, cancellationToken);
        }
        catch (Exception) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // It has stopped before the engine asks for it: that ends late, since requests may enqueue until then. A job
            // that throws before that counts as failed.
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Stopped the run of recording {RecordingId} as asked: {Reason}")]
        public static partial void Stopped(ILogger logger, RecordingId recordingId, string reason);

        [LoggerMessage(LogLevel.Information, "Put the run of recording {RecordingId} off: {Reason}")]
        public static partial void Postponed(ILogger logger, RecordingId recordingId, string reason);

        [LoggerMessage(LogLevel.Error, "The run of recording {RecordingId} failed, {Failures} in a row; it is run again later")]
        public static partial void Failed(ILogger logger, Exception exception, RecordingId recordingId, int failures);
    }
}
