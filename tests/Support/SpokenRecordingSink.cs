using System.Diagnostics;

namespace Longhand.Support;

/// <summary>Takes samples (16 kHz, mono, 16 bit) as they come and encodes them through ffmpeg: memory stays flat at any length.</summary>
internal sealed class SpokenRecordingSink : IAsyncDisposable
{
    private readonly Process ffmpeg;
    private readonly Task<string> errors;

    private SpokenRecordingSink(Process ffmpeg)
    {
        this.ffmpeg = ffmpeg;
        errors = ffmpeg.StandardError.ReadToEndAsync();
    }

    public static SpokenRecordingSink Open(string path, IReadOnlyList<string> encoderArguments)
    {
        string[] arguments = ["-v", "error", "-f", "s16le", "-ar", "16000", "-ac", "1", "-i", "pipe:0", .. encoderArguments, "-y", path];
        return new(Process.Start(new ProcessStartInfo("ffmpeg", arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!);
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> samples, CancellationToken cancellationToken)
    {
        try
        {
            await ffmpeg.StandardInput.BaseStream.WriteAsync(samples, cancellationToken);
        }
        catch (IOException)
        {
            // It has closed its end: its own words say why.
            await FinishAsync(cancellationToken);
            throw;
        }
    }

    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        try
        {
            ffmpeg.StandardInput.Close();
        }
        catch (IOException)
        {
            // What was still buffered has no reader: ffmpeg's exit code tells of it below.
        }

        await ffmpeg.WaitForExitAsync(cancellationToken);
        if (ffmpeg.ExitCode != 0)
            throw new InvalidOperationException($"ffmpeg (exit code {ffmpeg.ExitCode}) can't write the recording: {await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!ffmpeg.HasExited)
        {
            // Kill, not just leave: it would wait for samples for ever.
            ffmpeg.Kill(entireProcessTree: true);
            await ffmpeg.WaitForExitAsync(CancellationToken.None);
        }

        ffmpeg.Dispose();
    }
}
