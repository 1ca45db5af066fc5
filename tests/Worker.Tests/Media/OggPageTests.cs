using Longhand.Media;

namespace Longhand.Tests.Media;

public sealed class OggPageTests
{
    // A page with one segment of 5 bytes; its checksum is by libogg's rule, worked out bit by bit below.
    private static byte[] Page()
    {
        byte[] page =
        [
            .. "OggS"u8, 0, 2, .. BitConverter.GetBytes(48_000L), .. BitConverter.GetBytes(7),
            .. BitConverter.GetBytes(0),
            0, 0, 0, 0, 1, 5, .. "hello"u8,
        ];
        var checksum = 0u;
        foreach (var value in page)
        {
            checksum ^= (uint)value << 24;
            for (var bit = 0; bit < 8; bit++)
                checksum = (checksum & 0x80000000) == 0 ? checksum << 1 : (checksum << 1) ^ 0x04C11DB7;
        }

        BitConverter.GetBytes(checksum).CopyTo(page, 22);
        return page;
    }

    [Fact]
    public void A_page_is_read_when_its_checksum_is_right()
    {
        OggPage.Claimed(Page()).ShouldBe(33);
        OggPage.Read(Page()).ShouldBe(new OggPage(7, 48_000, Begins: true, Ends: false, 33));
    }

    [Fact]
    public void A_page_with_one_wrong_bit_is_none()
    {
        for (var at = 0; at < 33; at++)
        {
            var page = Page();
            page[at] ^= 1;
            OggPage.Read(page).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(26)]
    [InlineData(27)]
    [InlineData(32)]
    public void A_page_that_is_cut_off_is_none(int length) => OggPage.Claimed(Page().AsSpan(0, length)).ShouldBe(0);
}
