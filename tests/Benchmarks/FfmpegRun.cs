using System.Diagnostics;

namespace Longhand.Benchmarks;

/// <summary>Runs ffmpeg to its end.</summary>
internal static class FfmpegRun
{
    /// <returns>What it said.</returns>
    public static async Task<string> OfAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-hide_banner", "-nostdin", "-y", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
        // Not left running when the benchmark is interrupted.
        await using var kill = cancellationToken.Register(ffmpeg.Kill);
        var said = await ffmpeg.StandardError.ReadToEndAsync(CancellationToken.None);
        await ffmpeg.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return ffmpeg.ExitCode == 0
            ? said
            : throw new InvalidOperationException($"ffmpeg {string.Join(' ', arguments)} ended with {ffmpeg.ExitCode}: {said}");
    }
}
