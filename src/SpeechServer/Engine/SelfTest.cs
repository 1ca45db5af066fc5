using Longhand.SpeechServer.Audio;

namespace Longhand.SpeechServer.Engine;

// A wrong but loadable model, or an engine that fails while it decodes, answers with no text or with nonsense and no error.
internal static class SelfTest
{
    private const string Clip = "all-circuits-are-busy-now.wav";
    private const string Said = "all circuits are busy now";

    public static async Task RunAsync(SpeechEngine engine, AudioDecoder decoder, CancellationToken cancellationToken)
    {
        var decoded = await decoder.DecodeAsync(ReadClip(), ModelProfile.All[0], cancellationToken);
        if (decoded.IsRefused(out var error, out var samples))
            throw new SelfTestException($"ffmpeg did not decode the self-test's clip: {error.Message} Check the ffmpeg that is installed.");

        var texts = new List<string>();
        await foreach (var utterance in engine.TranscribeAsync(samples, cancellationToken))
            texts.Add(utterance.Text);

        var heard = string.Join(' ', texts);
        if (Words(heard) != Said)
        {
            throw new SelfTestException(
                $"The self-test's clip says \"{Said}\" and the engine heard \"{heard}\": install the models again (npm ci).");
        }
    }

    private static ReadOnlyMemory<byte> ReadClip()
    {
        using var stream = typeof(SelfTest).Assembly.GetManifestResourceStream(Clip)
            ?? throw new InvalidOperationException($"{Clip} is not in the program: it was built without its resources.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static string Words(string text) => string.Concat(text.Where(c => char.IsLetter(c) || c == ' ')).ToLowerInvariant();
}
