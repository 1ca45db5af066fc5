namespace Longhand.Cli;

/// <summary>What the process tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>Everything that was asked for is done.</summary>
    public const int Done = 0;

    /// <summary>Something failed, and was told on standard error.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a file on it is wrong; nothing was begun.</summary>
    public const int Usage = 2;

    /// <summary>The transcript is there, but stretches of the recording are missing from it.</summary>
    public const int Gaps = 3;

    /// <summary>Stopped by Ctrl-C or a signal; what was accepted goes on.</summary>
    public const int Interrupted = 130;

    /// <summary>The one to end with for several recordings: a failure says more than a gap, a gap more than success.</summary>
    public static int Worst(IEnumerable<int> codes) => codes.Aggregate(Done, (worst, code) => Weight(code) > Weight(worst) ? code : worst);

    private static int Weight(int code) => code switch
    {
        Done => 0,
        Gaps => 1,
        Failed => 2,
        _ => 3,
    };
}
