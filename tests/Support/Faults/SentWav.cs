using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Longhand.Support.Faults;

/// <summary>What a WAV file that was sent says of itself, and what is really in it.</summary>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="Channels">1 for mono.</param>
/// <param name="DurationByHeader">As its data chunk declares.</param>
/// <param name="Duration">As its samples are.</param>
/// <param name="Samples">How many samples there are, of all channels.</param>
/// <param name="Hash">Tells one audio from another.</param>
/// <param name="FirstSamples">Its first samples, at most 16.</param>
public sealed record SentWav(
    int SampleRate,
    int Channels,
    TimeSpan DurationByHeader,
    TimeSpan Duration,
    long Samples,
    string Hash,
    IReadOnlyList<short> FirstSamples)
{
    private const int SamplesKept = 16;

    /// <summary>The file as it is described; null where it is no RIFF WAV of 16-bit PCM.</summary>
    public static SentWav? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || Name(file) != "RIFF" || Name(file[8..]) != "WAVE")
            return null;

        var format = default(ReadOnlySpan<byte>);
        for (var rest = file[12..]; rest.Length >= 8;)
        {
            var declared = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            var chunk = rest[8..(int)Math.Min(8L + declared, rest.Length)];
            switch (Name(rest))
            {
                case "fmt ":
                    format = chunk;
                    break;
                case "data":
                    return Describe(format, declared, chunk);
            }

            // Chunks are padded to an even length.
            rest = rest[(int)Math.Min(8L + declared + (declared & 1), rest.Length)..];
        }

        return null;
    }

    private static SentWav? Describe(ReadOnlySpan<byte> format, uint declared, ReadOnlySpan<byte> data)
    {
        const ushort Pcm = 1;
        if (format.Length < 16
            || BinaryPrimitives.ReadUInt16LittleEndian(format) != Pcm
            || BinaryPrimitives.ReadUInt16LittleEndian(format[14..]) != 16)
        {
            return null;
        }

        var channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        var rate = BinaryPrimitives.ReadInt32LittleEndian(format[4..]);
        if (channels == 0 || rate <= 0)
            return null;

        var samples = MemoryMarshal.Cast<byte, short>(data);
        return new(
            rate,
            channels,
            Time(declared / sizeof(short), channels, rate),
            Time(samples.Length, channels, rate),
            samples.Length,
            HashOf(data),
            [.. samples[..Math.Min(SamplesKept, samples.Length)]]);
    }

    internal static string HashOf(ReadOnlySpan<byte> pcm) => Convert.ToHexStringLower(SHA256.HashData(pcm)[..8]);

    private static TimeSpan Time(long samples, int channels, int rate) =>
        TimeSpan.FromTicks(samples / channels * TimeSpan.TicksPerSecond / rate);

    private static string Name(ReadOnlySpan<byte> chunk) => Encoding.ASCII.GetString(chunk[..4]);
}
