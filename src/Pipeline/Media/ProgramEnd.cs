using Longhand.Recordings;

namespace Longhand.Media;

/// <summary>How ffmpeg or ffprobe ended, and what it said until then.</summary>
internal sealed record ProgramEnd(string Program, IReadOnlyList<string> Arguments, int Code, ProcessDiagnostics Said)
{
    // .NET tells a signal as 128 + its number; 160 and above are ffmpeg's own errors (its AVERROR's lowest byte).
    private const int Signalled = 128;
    private const int LastSignal = 31;

    // SIGILL, SIGABRT, SIGBUS, SIGFPE and SIGSEGV: nobody sends those but the program's own doing.
    private static readonly int[] Faults = [4, 6, 7, 8, 11];

    // ffmpeg's own after SIGINT and SIGTERM, which end it in good order, and after more of them.
    private static readonly int[] AfterSignals = [255, 123];

    // The time is read between two blocks of output, so the last bit that was used is not seen.
    private const double UsedUpShare = 0.9;

    /// <summary>Makes sure that it ended by itself: else its output's end is not the recording's.</summary>
    /// <param name="name">What people call the file.</param>
    /// <param name="cpuTime">What it used.</param>
    /// <param name="cpuLimit">What it may use; null where there is no limit.</param>
    /// <exception cref="PermanentFailureException">It used its CPU time up, and would again.</exception>
    /// <exception cref="ProgramStoppedException">Something else stopped it.</exception>
    public void EnsureNotStopped(string name, TimeSpan cpuTime, TimeSpan? cpuLimit)
    {
        if (Code is not (> Signalled and <= Signalled + LastSignal) && !AfterSignals.Contains(Code))
            return;

        if (cpuTime >= cpuLimit * UsedUpShare)
        {
            throw new PermanentFailureException(
                $"{name} took {Program} more CPU time than Media:MaxCpuTime ({cpuLimit}) allows: "
                    + $"export it anew, or raise the limit. {DetailsFor(name)}");
        }

        if (Faults.Contains(Code - Signalled))
        {
            throw new PermanentFailureException(
                $"{Program} crashed on {name}, and would again: it is damaged or built to do that. "
                    + $"Export it anew. {DetailsFor(name)}");
        }

        throw new ProgramStoppedException(
            $"{Program} was stopped from outside before the end of {name} "
                + $"(the system may be short of memory or shutting down). {DetailsFor(name)}");
    }

    /// <summary>Command, exit code and lines; where the file is stored is nobody's business outside.</summary>
    public string DetailsFor(string name)
    {
        var details =
            $"{Program} {string.Join(' ', Arguments)} ended with exit code {Code}: {string.Join(" | ", Said.Kept)}";
        var stored = Arguments.FirstOrDefault(argument => argument.StartsWith("file:", StringComparison.Ordinal));
        return stored is null ? details : details.Replace(stored, name);
    }
}
