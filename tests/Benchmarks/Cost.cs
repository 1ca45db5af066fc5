using System.Diagnostics;
using System.Globalization;

namespace Longhand.Benchmarks;

/// <summary>What a piece of work took, of this process and of the programs it started and waited for.</summary>
internal sealed record Cost(double CpuSeconds, double WallSeconds)
{
    // USER_HZ, which Linux has told times in since 2.4 whatever its own clock does (time(7)).
    private const double TicksPerSecond = 100;

    // utime, stime, cutime and cstime are fields 14 to 17 of /proc/self/stat (proc(5)); the name in field 2 may hold blanks.
    private const int FirstField = 14 - 3;

    public static async Task<Cost> OfAsync(Func<Task> work)
    {
        var cpu = Cpu();
        var clock = Stopwatch.StartNew();
        await work();
        return new Cost(Cpu() - cpu, clock.Elapsed.TotalSeconds);
    }

    public static Cost Median(IReadOnlyList<Cost> costs) => new(
        costs.Select(cost => cost.CpuSeconds).Order().ElementAt(costs.Count / 2),
        costs.Select(cost => cost.WallSeconds).Order().ElementAt(costs.Count / 2));

    private static double Cpu()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ').Skip(FirstField).Take(4)
            .Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
