using System.Globalization;

namespace Longhand.Benchmarks;

/// <summary>What the kernel says of a process's memory (proc(5), <c>/proc/PID/status</c>).</summary>
internal static class ProcessMemory
{
    /// <summary>The most that was ever resident, in MiB.</summary>
    public static double PeakMebibytes(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
