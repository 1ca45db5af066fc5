using System.Globalization;
using Longhand.Support;

namespace Longhand.IntegrationTests.Journey;

/// <summary>ffmpeg as a maker of files for tests, and as a worker's child.</summary>
internal static class ChildTools
{
    /// <summary>The pids of the ffmpegs that this process has started and that still run.</summary>
    public static IReadOnlyList<int> FfmpegsOf(int pid) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out var child) && IsFfmpegOf(child, pid))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)),
    ];

    public static async Task FfmpegAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await using var ffmpeg = await ChildProcess.StartAsync(
            new ChildProcessCommand("ffmpeg", ["-v", "error", "-nostdin", "-y", .. arguments]), cancellationToken);
        var code = await ffmpeg.WaitForExitAsync(TimeSpan.FromMinutes(2), cancellationToken);
        code.ShouldBe(0, ffmpeg.Describe());
    }

    private static bool IsFfmpegOf(int child, int parent)
    {
        try
        {
            // PID (NAME) STATE PARENT …
            var stat = File.ReadAllText($"/proc/{child}/stat");
            return stat.Contains("(ffmpeg)", StringComparison.Ordinal)
                && stat[(stat.LastIndexOf(')') + 2)..].Split(' ') is [not "Z", var of, ..]
                && of == parent.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It ended between two looks.
            return false;
        }
    }
}
