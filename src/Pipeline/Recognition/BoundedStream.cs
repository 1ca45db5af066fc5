namespace Longhand.Recognition;

/// <summary>Reads at most so many bytes of what a server sends, however much it sends.</summary>
/// <param name="inner">The body.</param>
/// <param name="maxBytes">The bound.</param>
internal sealed class BoundedStream(Stream inner, int maxBytes) : Stream
{
    private int left = maxBytes;

    /// <summary>The body goes on behind the bound, as far as is known: all of the bound was read.</summary>
    public bool IsSpent => left == 0;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Everything up to the bound.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadToEndAsync(CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await CopyToAsync(buffer, cancellationToken);
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer[..Math.Min(buffer.Length, left)], cancellationToken);
        left -= read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, Math.Min(count, left));
        left -= read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
