using System.Buffers.Binary;
using Longhand.Recordings;

namespace Longhand.Splitting;

/// <summary>Writes 16 kHz mono s16 WAV files that are either whole or not there.</summary>
internal static class WavFile
{
    public const int HeaderBytes = 44;

    public static byte[] Header(int dataBytes)
    {
        var header = new byte[HeaderBytes];
        var span = header.AsSpan();
        "RIFF"u8.CopyTo(span);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], HeaderBytes - 8 + dataBytes);
        "WAVEfmt "u8.CopyTo(span[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(span[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(span[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(span[24..], AudioClock.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(span[28..], AudioClock.SampleRate * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(span[32..], sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(span[34..], 16);
        "data"u8.CopyTo(span[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[40..], dataBytes);
        return header;
    }

    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> pcm, CancellationToken cancellationToken)
    {
        var unfinished = path + ".part";
        try
        {
            using (var file = File.OpenHandle(
                unfinished, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.None, HeaderBytes + pcm.Length))
            {
                await RandomAccess.WriteAsync(file, [Header(pcm.Length), pcm], 0, cancellationToken);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (IOException failure)
        {
            throw new IOException($"Segment file {path} cannot be written: {failure.Message} Free space in that folder, or configure another.", failure);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
