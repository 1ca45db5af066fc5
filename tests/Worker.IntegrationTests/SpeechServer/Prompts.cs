using System.Collections.Concurrent;
using System.Diagnostics;

namespace Longhand.IntegrationTests.SpeechServer;

/// <summary>Real human speech: the prompts of Debian's asterisk-core-sounds-en-g722, decoded as they are asked for.</summary>
internal static class Prompts
{
    private const string Folder = "/usr/share/asterisk/sounds/en";
    private const int Rate = 16_000;
    private static readonly ConcurrentDictionary<string, Task<byte[]>> Decoded = new(StringComparer.Ordinal);

    public static async Task<byte[]> WavAsync(params string[] names) => Wav(await PcmAsync(TimeSpan.FromSeconds(0.6), names));

    public static async Task<byte[]> Mp3Async(string name) =>
        await ConvertAsync(["-f", "wav", "-i", "pipe:0", "-b:a", "64k", "-f", "mp3", "pipe:1"], await WavAsync(name));

    /// <summary>The prompts one after another with a pause between, and where each begins.</summary>
    public static async Task<(byte[] Wav, IReadOnlyList<TimeSpan> Starts)> StitchedAsync(TimeSpan pause, params string[] names)
    {
        var starts = new List<TimeSpan>();
        var pcm = new MemoryStream();
        foreach (var name in names)
        {
            pcm.Write(Silence(pause));
            var (prompt, lead) = Trimmed(await DecodedAsync(name));
            starts.Add(TimeSpan.FromSeconds(pcm.Length / 2.0 / Rate));
            pcm.Write(prompt.AsSpan(lead));
        }

        pcm.Write(Silence(pause));
        return (Wav(pcm.ToArray()), starts);
    }

    public static byte[] SilentWav(TimeSpan duration) => Wav(Silence(duration));

    public static byte[] Wav(byte[] pcm)
    {
        using var wav = new MemoryStream();
        using var writer = new BinaryWriter(wav);
        writer.Write("RIFF"u8);
        writer.Write(36 + pcm.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(Rate * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(pcm.Length);
        writer.Write(pcm);
        return wav.ToArray();
    }

    public static async Task<byte[]> ConvertAsync(IEnumerable<string> arguments, byte[] input)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("ffmpeg did not start.");
        var feeding = FeedAsync(process, input);
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await feeding;
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return output.ToArray();
    }

    private static async Task<byte[]> PcmAsync(TimeSpan pause, string[] names)
    {
        var pcm = new MemoryStream();
        foreach (var name in names)
        {
            pcm.Write(await DecodedAsync(name));
            pcm.Write(Silence(pause));
        }

        return pcm.ToArray();
    }

    private static Task<byte[]> DecodedAsync(string name) => Decoded.GetOrAdd(
        name,
        prompt => ConvertAsync(
            ["-f", "g722", "-i", Path.Combine(Folder, $"{prompt}.g722"), "-ar", $"{Rate}", "-ac", "1", "-f", "s16le", "pipe:1"],
            []));

    private static (byte[] Pcm, int Lead) Trimmed(byte[] pcm)
    {
        const int loud = 300;
        for (var index = 0; index + 1 < pcm.Length; index += 2)
        {
            if (Math.Abs((int)BitConverter.ToInt16(pcm, index)) > loud)
                return (pcm, index);
        }

        return (pcm, 0);
    }

    private static byte[] Silence(TimeSpan duration) => new byte[(int)(duration.TotalSeconds * Rate) * 2];

    private static async Task FeedAsync(Process process, byte[] input)
    {
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
    }
}
