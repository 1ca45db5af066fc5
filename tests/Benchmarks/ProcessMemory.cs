using System.Globalization;

namespace Longhand.Benchmarks;

/// <summary>What the kernel says of a process's memory (proc(5), <c>/proc/PID/status</c>).</summary>
internal static class ProcessMemory
{
    /// <summary>The most that was ever resident, in MiB.</summary>
    public static double PeakMebibytes(int pid) => PeakMebibytesIfRunning(pid)
        ?? throw new InvalidOperationException($"Process {pid} has ended: its memory is not known any more.");

    /// <summary>The same; null where the process has ended.</summary>
    public static double? PeakMebibytesIfRunning(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? null
                : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
