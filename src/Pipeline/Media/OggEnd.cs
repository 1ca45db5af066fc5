namespace Longhand.Media;

/// <summary>Looks whether an Ogg file ends where its writer ended it (RFC 3533, section 6): ffmpeg takes any end for that.</summary>
internal static class OggEnd
{
    public const string Container = "ogg";

    /// <summary>Whether the last page is whole and says that it is the last.</summary>
    public static async Task<bool> IsMarkedAsync(string path, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path);
        var from = Math.Max(0, RandomAccess.GetLength(file) - (2 * OggPage.Longest));
        var block = new byte[2 * OggPage.Longest];
        var held = 0;
        while (await RandomAccess.ReadAsync(file, block.AsMemory(held), from + held, cancellationToken) is > 0 and var read)
            held += read;
        return LastPage(block.AsSpan(0, held)) is { Ends: true };
    }

    // A mark may stand in the sound by chance, but not with its checksum.
    private static OggPage? LastPage(ReadOnlySpan<byte> bytes)
    {
        for (var mark = bytes.LastIndexOf(OggPage.Mark); mark >= 0; mark = bytes[..mark].LastIndexOf(OggPage.Mark))
            if (OggPage.Claimed(bytes[mark..]) is > 0 and var length && OggPage.Read(bytes.Slice(mark, length)) is { } page)
                return page;
        return null;
    }
}
