using System.Buffers.Binary;

namespace Longhand.Media;

/// <summary>A page of an Ogg file (RFC 3533), found by its mark and proved by its checksum.</summary>
internal readonly record struct OggPage(long Serial, long Granule, bool Begins, bool Ends, int Length)
{
    public const int Longest = 27 + 255 + (255 * 255);

    private const int HeaderBytes = 27;
    private const int ChecksumAt = 22;
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Remainder)];

    public static ReadOnlySpan<byte> Mark => "OggS"u8;

    /// <summary>The length that a page at the start of these bytes says it has; 0 where there is no page.</summary>
    public static int Claimed(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Mark) || bytes.Length < HeaderBytes || bytes.Length < HeaderBytes + bytes[26])
            return 0;
        var length = HeaderBytes + bytes[26];
        foreach (var segment in bytes.Slice(HeaderBytes, bytes[26]))
            length += segment;
        return length <= bytes.Length ? length : 0;
    }

    /// <summary>The page that these bytes are; null where its checksum is not theirs.</summary>
    public static OggPage? Read(ReadOnlySpan<byte> bytes)
    {
        var checksum = 0u;
        for (var i = 0; i < bytes.Length; i++)
        {
            var counted = i is >= ChecksumAt and < ChecksumAt + 4 ? (byte)0 : bytes[i];
            checksum = (checksum << 8) ^ Table[(checksum >> 24) ^ counted];
        }

        if (checksum != BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]))
            return null;
        return new OggPage(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[6..]),
            (bytes[5] & 2) != 0,
            (bytes[5] & 4) != 0,
            bytes.Length);
    }

    private static uint Remainder(int value)
    {
        var remainder = (uint)value << 24;
        for (var bit = 0; bit < 8; bit++)
            remainder = (remainder << 1) ^ ((remainder & 0x80000000) == 0 ? 0 : 0x04C11DB7u);
        return remainder;
    }
}
