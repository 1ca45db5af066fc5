using System.Buffers.Binary;
using System.Text;

namespace Longhand.IntegrationTests.Api;

/// <summary>A WAV file of any length, made as it is read, so that the test holds none of it.</summary>
internal sealed class Tone(long length) : Stream
{
    private const int HeaderBytes = 44;

    private readonly byte[] header = Header(length);

    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public static byte[] Of(long bytes)
    {
        using var whole = new MemoryStream();
        new Tone(bytes).CopyTo(whole);
        return whole.ToArray();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Min(count, length - position);
        for (var i = 0; i < read; i++, position++)
            buffer[offset + i] = position < HeaderBytes ? header[position] : (byte)(position * 7);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static byte[] Header(long length)
    {
        var made = new byte[HeaderBytes];
        Encoding.ASCII.GetBytes("RIFF____WAVEfmt ").CopyTo(made, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(made.AsSpan(4), (uint)(length - 8));
        BinaryPrimitives.WriteUInt32LittleEndian(made.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(made.AsSpan(20), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(made.AsSpan(22), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(made.AsSpan(24), 16_000);
        BinaryPrimitives.WriteUInt32LittleEndian(made.AsSpan(28), 32_000);
        BinaryPrimitives.WriteUInt16LittleEndian(made.AsSpan(32), 2);
        BinaryPrimitives.WriteUInt16LittleEndian(made.AsSpan(34), 16);
        Encoding.ASCII.GetBytes("data").CopyTo(made, 36);
        BinaryPrimitives.WriteUInt32LittleEndian(made.AsSpan(40), (uint)(length - HeaderBytes));
        return made;
    }
}
