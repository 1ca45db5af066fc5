using System.Diagnostics;

namespace Longhand.IntegrationTests.Media;

/// <summary>Makes the files that tests are about, with the real ffmpeg.</summary>
internal static class Ffmpeg
{
    public static async Task MakeAsync(params string[] arguments) => await RunAsync(arguments);

    /// <summary>16 kHz mono samples of a file, the plain way.</summary>
    public static async Task<short[]> SamplesAsync(params string[] input)
    {
        var bytes = await RunAsync([.. input, "-ac", "1", "-ar", "16000", "-f", "s16le", "pipe:1"]);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(bytes).ToArray();
    }

    private static async Task<byte[]> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-hide_banner", "-nostdin", "-v", "error", "-y", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A test of the product's own environment sets it for the whole process.
        start.Environment.Remove("FFREPORT");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"ffmpeg {string.Join(' ', arguments)}: {await errors}");
        return output.ToArray();
    }
}
