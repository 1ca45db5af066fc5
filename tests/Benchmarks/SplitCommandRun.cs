using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Longhand.Support;

namespace Longhand.Benchmarks;

/// <summary>A run of <c>longhand split</c> in a process of its own, and the most memory that it and its ffmpeg held.</summary>
internal sealed record SplitCommandRun(long Samples, double PeakMebibytes, double FfmpegPeakMebibytes)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    public static async Task<SplitCommandRun> OfAsync(string file, string wavFolder, CancellationToken cancellationToken)
    {
        using var command = Process.Start(
            new ProcessStartInfo("dotnet", [WorkerProcess.FindProgram(), "split", file, "--json", "--wav", wavFolder])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            })!;
        // Not left running when the benchmark is interrupted.
        await using var kill = cancellationToken.Register(() => command.Kill(entireProcessTree: true));
        var output = command.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var (peak, ffmpegPeak) = (0.0, 0.0);
        while (!output.IsCompleted)
        {
            peak = Math.Max(peak, ProcessMemory.PeakMebibytesIfRunning(command.Id) ?? 0);
            foreach (var child in Children(command.Id))
                ffmpegPeak = Math.Max(ffmpegPeak, ProcessMemory.PeakMebibytesIfRunning(child) ?? 0);
            await Task.WhenAny(output, Task.Delay(BetweenLooks, cancellationToken));
        }

        await command.WaitForExitAsync(CancellationToken.None);
        Directory.Delete(wavFolder, recursive: true);
        cancellationToken.ThrowIfCancellationRequested();
        if (command.ExitCode != 0)
            throw new InvalidOperationException($"longhand split {file} ended with {command.ExitCode}.");
        using var plan = JsonDocument.Parse(await output);
        return new SplitCommandRun(plan.RootElement.GetProperty("samples").GetInt64(), peak, ffmpegPeak);
    }

    private static IEnumerable<int> Children(int pid)
    {
        try
        {
            // Programs are started by any of the threads.
            return [.. Directory.EnumerateDirectories($"/proc/{pid}/task")
                .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(child => int.Parse(child, CultureInfo.InvariantCulture))
                // Until it becomes the program, a child is a copy of its parent.
                .Where(child => File.ReadAllText($"/proc/{child}/comm").Trim() == "ffmpeg")];
        }
        catch (IOException)
        {
            // The process or one of its threads ended meanwhile.
            return [];
        }
    }
}
