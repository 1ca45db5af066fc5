namespace Longhand.IntegrationTests.Media;

/// <summary>One spoken recording in Ogg, once for each codec: encoding it takes longer than most of what is tried on it.</summary>
public sealed class OggMasters : IAsyncDisposable
{
    public const double Seconds = 240;

    private readonly MediaRoom room = new();

    private readonly Dictionary<string, byte[]> files = [];

    private short[]? samples;

    /// <summary>The file in this codec, and the samples that it was made of.</summary>
    public async Task<(byte[] File, short[] Samples)> InAsync(string codec)
    {
        if (samples is null)
        {
            await Speech.ComposeAsync(room.At("talk.wav"), Seconds, seed: 31, noise: 8);
            samples = await Ffmpeg.SamplesAsync("-i", room.At("talk.wav"));
        }

        if (!files.TryGetValue(codec, out var file))
        {
            var path = room.At($"{codec}.ogg");
            await Ffmpeg.MakeAsync("-i", room.At("talk.wav"), "-ar", "48000", "-ac", "2", "-c:a", codec, path);
            files[codec] = file = await File.ReadAllBytesAsync(path);
        }

        return (file, samples);
    }

    public ValueTask DisposeAsync() => room.DisposeAsync();
}
