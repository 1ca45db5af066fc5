using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Longhand.Support;

/// <summary>The real voices that Debian ships: telephone prompts at 16 kHz, with their texts.</summary>
public static class SpokenRecordingPrompts
{
    private const string Sounds = "/usr/share/asterisk/sounds/en_US_f_Allison";
    private const string Texts = "/usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt";

    // Inputs of one ffmpeg; each of them costs it a thread and a few files.
    private const int FilesAtOnce = 40;

    private static readonly TimeSpan ShortestPrompt = TimeSpan.FromSeconds(1.5);

    private static readonly Lazy<Task<IReadOnlyList<SpokenRecordingPrompt>>> Loaded = new(LoadAsync);

    /// <summary>All prompts that say a sentence of their text, in the order of their names. Decoded once in a process.</summary>
    /// <exception cref="FileNotFoundException">The packages are not installed.</exception>
    public static Task<IReadOnlyList<SpokenRecordingPrompt>> AllAsync(CancellationToken cancellationToken) => Loaded.Value.WaitAsync(cancellationToken);

    private static async Task<IReadOnlyList<SpokenRecordingPrompt>> LoadAsync()
    {
        var texts = SpokenRecordingTexts.Read(await ReadTextsAsync())
            .Where(prompt => File.Exists(FileOf(prompt.Name)))
            .OrderBy(prompt => prompt.Name, StringComparer.Ordinal)
            .ToList();
        if (texts.Count == 0)
            throw new FileNotFoundException($"There are no prompts in {Sounds}: install asterisk-core-sounds-en-g722.");

        var prompts = new List<SpokenRecordingPrompt>();
        foreach (var batch in texts.Chunk(FilesAtOnce))
            prompts.AddRange(await DecodeAsync(batch));
        return [.. prompts.Where(prompt => prompt.LastVoicedSample - prompt.FirstVoicedSample >= ShortestPrompt.TotalSeconds * SpokenRecording.SampleRate)];
    }

    private static string FileOf(string name) => Path.Combine(Sounds, name + ".g722");

    private static async Task<string> ReadTextsAsync()
    {
        if (File.Exists(Texts))
            return await File.ReadAllTextAsync(Texts);
        if (!File.Exists(Texts + ".gz"))
            throw new FileNotFoundException($"The prompts' texts, {Texts}.gz, are missing: install asterisk-core-sounds-en, with its documentation.");
        await using var packed = File.OpenRead(Texts + ".gz");
        await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        return await reader.ReadToEndAsync();
    }

    // One ffmpeg for many files: starting it costs more than decoding a prompt.
    private static async Task<IEnumerable<SpokenRecordingPrompt>> DecodeAsync(IReadOnlyList<(string Name, string Text)> texts)
    {
        var folder = Directory.CreateTempSubdirectory("longhand-prompts-");
        try
        {
            string Decoded(int index) => Path.Combine(folder.FullName, $"{index}.raw");
            var inputs = texts.SelectMany(text => new[] { "-f", "g722", "-i", FileOf(text.Name) });
            var outputs = texts.SelectMany((_, index) => new[] { "-map", $"{index}:a", "-f", "s16le", "-ar", "16000", "-ac", "1", Decoded(index) });
            using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-nostdin", .. inputs, .. outputs]) { UseShellExecute = false, RedirectStandardError = true })!;
            var errors = await ffmpeg.StandardError.ReadToEndAsync();
            await ffmpeg.WaitForExitAsync();
            if (ffmpeg.ExitCode != 0)
                throw new InvalidOperationException($"ffmpeg (exit code {ffmpeg.ExitCode}) can't decode the prompts: {errors}");

            return [.. texts.Select((text, index) => SpokenRecordingPrompt.Of(text.Name, text.Text, Samples(Decoded(index))))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static short[] Samples(string file) => MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(file)).ToArray();
}
