using System.Collections.Concurrent;
using System.Diagnostics;

namespace Longhand.Support;

/// <summary>Starts processes that the kernel ends when this one ends, however it ends.</summary>
/// <remarks>
/// The kernel sends a child its parent-death signal when the <em>thread</em> that started it ends (prctl(2)), and threads of
/// the pool do end. So all children are started by one thread that never does.
/// </remarks>
internal static class ChildProcessStarter
{
    private static readonly BlockingCollection<(Process Process, TaskCompletionSource Started)> Waiting = Begin();

    public static Task StartAsync(Process process)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Waiting.Add((process, started));
        return started.Task;
    }

    private static BlockingCollection<(Process Process, TaskCompletionSource Started)> Begin()
    {
        var waiting = new BlockingCollection<(Process Process, TaskCompletionSource Started)>();
        new Thread(() => StartAll(waiting)) { IsBackground = true, Name = nameof(ChildProcessStarter) }.Start();
        return waiting;
    }

    private static void StartAll(BlockingCollection<(Process Process, TaskCompletionSource Started)> waiting)
    {
        foreach (var (process, started) in waiting.GetConsumingEnumerable())
        {
            try
            {
                process.Start();
                started.SetResult();
            }
            catch (Exception exception)
            {
                // It is the caller's, who awaits it.
                started.SetException(exception);
            }
        }
    }
}
