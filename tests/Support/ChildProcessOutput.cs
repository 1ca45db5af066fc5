namespace Longhand.Support;

/// <summary>The last lines that a process wrote, standard output and standard error in the order of their arrival.</summary>
public sealed class ChildProcessOutput
{
    private const int MaxLines = 2_000;

    private readonly Lock gate = new();
    private readonly Queue<string> lines = [];
    private TaskCompletionSource changed = Changes();
    private int openStreams = 2;

    /// <summary>The last <paramref name="count"/> lines, one below the other.</summary>
    public string Tail(int count = 40)
    {
        lock (gate)
            return string.Join(Environment.NewLine, lines.TakeLast(count));
    }

    /// <summary>How many of the last 2,000 lines are so.</summary>
    public int Count(Func<string, bool> wanted)
    {
        lock (gate)
            return lines.Count(wanted);
    }

    internal void Add(string line)
    {
        lock (gate)
        {
            lines.Enqueue(line);
            if (lines.Count > MaxLines)
                lines.Dequeue();
        }

        Tell();
    }

    internal void EndOfOneStream()
    {
        lock (gate)
            openStreams--;
        Tell();
    }

    /// <summary>The first line, written already or still to come, that is wanted; null if the output ends without it.</summary>
    internal async Task<string?> FindAsync(Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (lines.FirstOrDefault(wanted) is { } line)
                    return line;
                if (openStreams == 0)
                    return null;
                next = changed.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource Changes() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Tell()
    {
        TaskCompletionSource told;
        lock (gate)
            (told, changed) = (changed, Changes());
        told.SetResult();
    }
}
