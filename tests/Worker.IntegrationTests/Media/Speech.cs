using Longhand.Recordings;
using Longhand.Splitting;

namespace Longhand.IntegrationTests.Media;

/// <summary>Real voices with known places: the telephone prompts that the distribution ships, with pauses of known length between them.</summary>
internal static class Speech
{
    private const string Prompts = "/usr/share/asterisk/sounds/en";
    private static readonly Lazy<Task<short[][]>> Bank = new(LoadAsync);

    /// <summary>Writes a WAV file of about that length and tells where somebody speaks.</summary>
    public static async Task<List<SampleRange>> ComposeAsync(string path, double seconds, int seed, double noise = 0)
    {
        var bank = await Bank.Value;
        var random = new Random(seed);
        var samples = new short[(int)(seconds * 16_000)];
        var spoken = new List<SampleRange>();
        var at = 4_000;
        while (true)
        {
            var prompt = bank[random.Next(bank.Length)];
            if (at + prompt.Length + 8_000 > samples.Length)
                break;
            prompt.CopyTo(samples, at);
            spoken.AddRange(Islands(prompt).Select(range => new SampleRange(at + range.Start, at + range.End)));
            at += prompt.Length + (int)((0.2 + (random.NextDouble() * 0.8)) * 16_000);
        }

        for (var i = 0; i < samples.Length; i++)
            samples[i] = (short)Math.Clamp(samples[i] + (((random.NextDouble() * 2) - 1) * noise), short.MinValue, short.MaxValue);
        await WriteAsync(path, samples);
        return spoken;
    }

    public static Task WriteAsync(string path, short[] samples) =>
        WavFile.WriteAsync(path, System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples.AsSpan()).ToArray(), CancellationToken.None);

    private static async Task<short[][]> LoadAsync()
    {
        var files = Directory.GetFiles(Prompts, "*.g722").Where(file => new FileInfo(file).Length is > 12_000 and < 90_000)
            .Order(StringComparer.Ordinal).Where(file => !Path.GetFileName(file).Contains("tone") && !Path.GetFileName(file).Contains("beep")).Take(60);
        var prompts = new List<short[]>();
        foreach (var file in files)
            prompts.Add(await Ffmpeg.SamplesAsync("-f", "g722", "-i", file));
        return [.. prompts];
    }

    // The prompts are studio-clean: what is 38 dB below their loud parts is a pause; less than 80 ms of it is a closed mouth.
    private static List<SampleRange> Islands(short[] prompt)
    {
        var levels = prompt.Chunk(160).Select(frame => 10 * Math.Log10(frame.Average(sample => (double)sample * sample) + 1e-3)).ToArray();
        var threshold = levels.Order().ElementAt(levels.Length * 95 / 100) - 38;
        var islands = new List<SampleRange>();
        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i] <= threshold)
                continue;
            if (islands.Count > 0 && (i * 160) - islands[^1].End < 1_280)
                islands[^1] = islands[^1] with { End = (i + 1) * 160 };
            else
                islands.Add(new SampleRange(i * 160, (i + 1) * 160));
        }

        return islands;
    }
}
