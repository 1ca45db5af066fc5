using Longhand.Support;

namespace Longhand.IntegrationTests.Journey;

/// <summary>ffmpeg as a maker of files for tests.</summary>
internal static class ChildTools
{
    public static async Task FfmpegAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await using var ffmpeg = await ChildProcess.StartAsync(
            new ChildProcessCommand("ffmpeg", ["-v", "error", "-nostdin", "-y", .. arguments]), cancellationToken);
        var code = await ffmpeg.WaitForExitAsync(TimeSpan.FromMinutes(2), cancellationToken);
        code.ShouldBe(0, ffmpeg.Describe());
    }
}
