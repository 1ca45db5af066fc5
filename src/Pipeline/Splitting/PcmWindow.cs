using System.Runtime.InteropServices;
using Longhand.Recordings;

namespace Longhand.Splitting;

/// <summary>The samples of a recording that are still needed, as bytes the way WAV files hold them.</summary>
internal sealed class PcmWindow
{
    private byte[] _bytes = new byte[1 << 20];
    private int _count;

    public long First { get; private set; }

    public long End => First + (_count / sizeof(short));

    public void Append(ReadOnlySpan<byte> pcm)
    {
        if (_count + pcm.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _count + pcm.Length));
        pcm.CopyTo(_bytes.AsSpan(_count));
        _count += pcm.Length;
    }

    public void DropBefore(long sample)
    {
        var drop = (int)Math.Min((sample - First) * sizeof(short), _count);
        if (drop <= 0)
            return;
        Buffer.BlockCopy(_bytes, drop, _bytes, 0, _count - drop);
        _count -= drop;
        First += drop / sizeof(short);
    }

    public ReadOnlyMemory<byte> Bytes(SampleRange range) =>
        _bytes.AsMemory((int)((range.Start - First) * sizeof(short)), (int)(range.Length * sizeof(short)));

    public ReadOnlySpan<short> Samples(SampleRange range) => MemoryMarshal.Cast<byte, short>(Bytes(range).Span);
}
