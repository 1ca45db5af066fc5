using System.Text;

namespace Longhand.IntegrationTests.Dashboard;

/// <summary>A small file that is audio.</summary>
internal static class WaveFile
{
    private const int Rate = 16_000;

    private static int made;

    /// <summary>16 kHz mono s16; 32,000 bytes a second. No two are of the same content.</summary>
    public static byte[] OfTone(int seconds)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var bytes = seconds * Rate * 2;
        writer.Write(Encoding.ASCII.GetBytes("RIFF"));
        writer.Write(36 + bytes);
        writer.Write(Encoding.ASCII.GetBytes("WAVEfmt "));
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(Rate * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write(Encoding.ASCII.GetBytes("data"));
        writer.Write(bytes);
        writer.Write(Interlocked.Increment(ref made));
        for (var sample = 2; sample < seconds * Rate; sample++)
            writer.Write((short)(8000 * Math.Sin(sample * 440 * Math.Tau / Rate)));
        return stream.ToArray();
    }
}
