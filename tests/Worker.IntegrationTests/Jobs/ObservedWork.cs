using System.Threading.Channels;
using Longhand.Jobs;
using Longhand.Recordings;
using Longhand.Support;

namespace Longhand.IntegrationTests.Jobs;

/// <summary>Work that tells of each run as it starts, and then does what the test says.</summary>
internal sealed class ObservedWork(RecordingWork then)
{
    private readonly Channel<Run> runs = Channel.CreateUnbounded<Run>();

    public static ObservedWork ThatReturns() => new((_, _, _) => Task.CompletedTask);

    /// <summary>Runs until it is asked to stop, and obeys.</summary>
    public static ObservedWork ThatWaits() => new((_, _, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));

    /// <summary>Fails the first times, and returns then.</summary>
    public static ObservedWork ThatThrows(int times, Func<Exception> failure)
    {
        var left = times;
        return new ObservedWork((_, _, _) => Interlocked.Decrement(ref left) >= 0 ? throw failure() : Task.CompletedTask);
    }

    public RecordingWork Work => async (id, job, cancellationToken) =>
    {
        var run = new Run(id, job, TimeProvider.System.GetUtcNow());
        runs.Writer.TryWrite(run);
        try
        {
            await then(id, job, cancellationToken);
            run.Ended.TrySetResult(null);
        }
        catch (Exception exception)
        {
            run.Ended.TrySetResult(exception);
            throw;
        }
    };

    public int Pending => runs.Reader.Count;

    public async Task<Run> NextAsync() =>
        await runs.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Eventually.Deadline);

    internal sealed record Run(RecordingId Id, JobRun Job, DateTimeOffset StartedAt)
    {
        public string Node => Job.Node;

        public TaskCompletionSource<Exception?> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Exception?> EndAsync() => Ended.Task.WaitAsync(Eventually.Deadline);
    }
}
