using System.Runtime.InteropServices;

namespace Longhand.Support.Faults;

/// <summary>An answer that only the audio it belongs to can have.</summary>
public static class HashedAnswer
{
    /// <summary>
    /// Two sentences, each over half of the file: the first holds the audio's hash, the second its length.
    /// </summary>
    public static SpeechApiAnswer To(SpeechApiCall call) =>
        call.Wav is { } wav ? To(wav.Hash, wav.Duration) : new SpeechApiAnswer([]);

    /// <summary>
    /// The text that audio is answered with, for those who know the samples (16-bit, mono) that were to be sent.
    /// </summary>
    public static string TextOf(ReadOnlySpan<short> samples, int sampleRate = 16_000)
    {
        var duration = TimeSpan.FromTicks(samples.Length * TimeSpan.TicksPerSecond / sampleRate);
        return To(SentWav.HashOf(MemoryMarshal.AsBytes(samples)), duration).Text;
    }

    private static SpeechApiAnswer To(string hash, TimeSpan duration)
    {
        var seconds = duration.TotalSeconds;
        var half = Math.Round(seconds / 2, 3);
        return new(
        [
            new(0, half, $"Heard {hash}."),
            new(half, Math.Round(seconds, 3), $"Lasting {duration.TotalMilliseconds:0} milliseconds."),
        ]);
    }
}
