using System.Diagnostics;

namespace Longhand.Support.Chaos;

/// <summary>A recording that lost its worker, until a run of another has it.</summary>
/// <param name="recording">Its id.</param>
/// <param name="run">The number of the run that it lost.</param>
internal sealed class TakeOver(Guid recording, int run)
{
    private readonly Lock gate = new();
    private readonly long began = Stopwatch.GetTimestamp();
    private long heirless = Stopwatch.GetTimestamp();
    private bool ended;

    public Guid Recording => recording;

    public int Run => run;

    /// <summary>How many workers died that had its job already, and had not begun to run it.</summary>
    public int HeirsLost { get; private set; }

    /// <summary>From the last death of a worker that had the recording or its job until another runs it.</summary>
    public TimeSpan After { get; private set; }

    /// <summary>From the loss of the run until another has it, whoever died in between.</summary>
    public TimeSpan WithoutRun { get; private set; }

    /// <summary>The worker that has its job is about to die; of no account once another runs it.</summary>
    public void LoseHeir()
    {
        lock (gate)
        {
            if (ended)
                return;
            HeirsLost++;
            heirless = Stopwatch.GetTimestamp();
        }
    }

    public void End()
    {
        lock (gate)
        {
            ended = true;
            (After, WithoutRun) = (Stopwatch.GetElapsedTime(heirless), Stopwatch.GetElapsedTime(began));
        }
    }
}
