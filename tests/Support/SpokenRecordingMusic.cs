using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Longhand.Support;

/// <summary>Music under the voices, over and over: Debian's music on hold.</summary>
internal sealed class SpokenRecordingMusic
{
    private const string Folder = "/usr/share/asterisk/moh";

    // Samples below it, at either end of a piece, are its silence; a bed has none.
    private const short Faintest = 300;

    private readonly short[] loop;

    private SpokenRecordingMusic(short[] loop) => this.loop = loop;

    /// <summary>One of the pieces, at this level relative to the mean of the prompts.</summary>
    /// <exception cref="FileNotFoundException">The package is not installed.</exception>
    public static async Task<SpokenRecordingMusic> BelowAsync(
        IReadOnlyList<SpokenRecordingPrompt> prompts, double? decibels, int seed, CancellationToken cancellationToken)
    {
        if (decibels is not { } level)
            return new([]);
        var pieces = Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.g722") : [];
        if (pieces.Length == 0)
            throw new FileNotFoundException($"There is no music in {Folder}: install asterisk-moh-opsound-g722.");
        Array.Sort(pieces, StringComparer.Ordinal);
        var random = new Random(seed);
        var piece = Trimmed(await DecodeAsync(pieces[random.Next(pieces.Length)], cancellationToken));
        var wanted = prompts.Average(prompt => prompt.Power) * Math.Pow(10, level / 10);
        var gain = Math.Sqrt(wanted / piece.Average(sample => (double)sample * sample));
        var from = random.Next(piece.Length);
        return new([.. piece[from..].Concat(piece[..from]).Select(sample => (short)Math.Clamp(sample * gain, short.MinValue, short.MaxValue))]);
    }

    public void AddTo(Span<short> samples, long position)
    {
        if (loop.Length == 0)
            return;
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (short)Math.Clamp(samples[i] + loop[(position + i) % loop.Length], short.MinValue, short.MaxValue);
    }

    private static short[] Trimmed(short[] piece)
    {
        var first = Array.FindIndex(piece, sample => Math.Abs((int)sample) > Faintest);
        var last = Array.FindLastIndex(piece, sample => Math.Abs((int)sample) > Faintest);
        return piece[first..(last + 1)];
    }

    private static async Task<short[]> DecodeAsync(string file, CancellationToken cancellationToken)
    {
        string[] arguments = ["-v", "error", "-nostdin", "-f", "g722", "-i", file, "-f", "s16le", "-ar", "16000", "-ac", "1", "pipe:1"];
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = ffmpeg.StandardError.ReadToEndAsync(cancellationToken);
        using var decoded = new MemoryStream();
        await ffmpeg.StandardOutput.BaseStream.CopyToAsync(decoded, cancellationToken);
        await ffmpeg.WaitForExitAsync(cancellationToken);
        return ffmpeg.ExitCode == 0
            ? MemoryMarshal.Cast<byte, short>(decoded.ToArray()).ToArray()
            : throw new InvalidOperationException($"ffmpeg (exit code {ffmpeg.ExitCode}) can't decode {file}: {await errors}");
    }
}
