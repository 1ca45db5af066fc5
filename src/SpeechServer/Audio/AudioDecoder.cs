using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Longhand.SherpaOnnx;
using Longhand.SpeechServer.Api;
using Microsoft.Extensions.Options;

namespace Longhand.SpeechServer.Audio;

/// <summary>Decodes an upload to the samples the engine hears, in an ffmpeg that can reach nothing but its two pipes.</summary>
internal sealed class AudioDecoder(IOptions<SpeechServerOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // An mp3 encoder fills its last frame up: 60.000 s of speech may come out a little longer.
    private static readonly TimeSpan Padding = TimeSpan.FromMilliseconds(100);

    // What ffmpeg is given of the environment: it may hold the server's key, and ffmpeg reads what strangers send.
    private static readonly string[] Given = ["PATH", "LD_LIBRARY_PATH", "TMPDIR"];

    private readonly string ffmpeg = options.Value.Ffmpeg;

    public async Task<Checked<float[]>> DecodeAsync(
        ReadOnlyMemory<byte> upload, ModelProfile model, CancellationToken cancellationToken)
    {
        if (upload.IsEmpty)
            return ApiError.InvalidField("file is empty: send a wav or mp3 file with audio in it.");
        if (AudioSniffer.FormatOf(upload.Span) is not { } format)
            return ApiError.InvalidField(
                "The current file format is not supported: file must be wav or mp3, and its content is neither.");

        var decoded = await RunAsync(upload, format, model.Longest + TimeSpan.FromSeconds(1), cancellationToken);
        if (decoded.Samples.Length == 0)
        {
            return ApiError.InvalidField(
                $"file looks like {format.ToString().ToLowerInvariant()} but holds no audio that can be decoded{decoded.Complaint}.");
        }

        var duration = TimeSpan.FromSeconds((double)decoded.Samples.Length / MoonshineRecognizer.SampleRate);
        return duration > model.Longest + Padding
            ? ApiError.TooLong(model)
            : decoded.Samples;
    }

    /// <summary>Fails with one clear sentence where there is no ffmpeg.</summary>
    public async Task CheckInstalledAsync(CancellationToken cancellationToken)
    {
        using var process = Start(["-version"]);
        process.StandardInput.Close();
        var complaints = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await complaints;
        await process.WaitForExitAsync(cancellationToken);
    }

    private async Task<(float[] Samples, string Complaint)> RunAsync(
        ReadOnlyMemory<byte> upload, AudioFormat format, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using var process = Start(Arguments(format, atMost));
        try
        {
            var feeding = FeedAsync(process, upload, either.Token);
            var complaining = process.StandardError.ReadToEndAsync(either.Token);
            using var pcm = new MemoryStream();
            await process.StandardOutput.BaseStream.CopyToAsync(pcm, either.Token);
            await feeding;
            var complaint = LastLine(await complaining);
            await process.WaitForExitAsync(either.Token);
            return (Samples(pcm), complaint);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return ([], $" within {Patience.TotalSeconds:0} s");
        }
        finally
        {
            await EndAsync(process);
        }
    }

    private Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(ffmpeg, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Except(Given).ToList())
            start.Environment.Remove(name);
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{ffmpeg} did not start.");
        }
        catch (Win32Exception exception)
        {
            throw new FfmpegMissingException(
                $"{ffmpeg} cannot be started ({exception.Message}): install it (apt-get install ffmpeg), or name it with --ffmpeg.",
                exception);
        }
    }

    private static IEnumerable<string> Arguments(AudioFormat format, TimeSpan atMost)
    {
        var demuxer = format == AudioFormat.Wav ? "wav" : "mp3";
        return
        [
            "-hide_banner", "-nostdin", "-v", "error", "-threads", "1",
            "-protocol_whitelist", "pipe", "-format_whitelist", demuxer, "-f", demuxer, "-i", "pipe:0",
            "-map", "0:a:0", "-ac", "1", "-ar", $"{MoonshineRecognizer.SampleRate}", "-t", $"{atMost.TotalSeconds}",
            "-f", "s16le", "pipe:1",
        ];
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> upload, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(upload, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // ffmpeg closed its end: it has all it may take (-t), or can't read this; what it wrote decides.
        }
    }

    private static float[] Samples(MemoryStream pcm)
    {
        var values = MemoryMarshal.Cast<byte, short>(pcm.GetBuffer().AsSpan(0, (int)pcm.Length));
        var samples = new float[values.Length];
        for (var index = 0; index < values.Length; index++)
            samples[index] = values[index] / 32768f;
        return samples;
    }

    private static string LastLine(string complaints) =>
        complaints.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() is { } line ? $" ({line.Trim()})" : "";

    private static async Task EndAsync(Process process)
    {
        if (process.HasExited)
            return;
        process.Kill(entireProcessTree: true);
        // None: the request is over, and what must not outlive it is the process.
        await process.WaitForExitAsync(CancellationToken.None);
    }
}
