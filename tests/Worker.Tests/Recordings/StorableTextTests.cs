using System.Text;
using Longhand.Recordings;

namespace Longhand.Tests.Recordings;

public sealed class StorableTextTests
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    [Theory]
    [InlineData("short", "short")]
    [InlineData("exactly 10", "exactly 10")]
    [InlineData("more than 10", "more than…")]
    [InlineData("a\0b", "ab")]
    [InlineData("12345678😀", "12345678😀")]
    [InlineData("12345678😀9", "12345678…")]
    [InlineData("123456789😀", "123456789…")]
    public void Text_is_kept_up_to_its_longest(string text, string kept) => StorableText.Of(text, 10).ShouldBe(kept);

    [Fact]
    public void No_cut_leaves_half_a_character()
    {
        var text = string.Concat(Enumerable.Repeat("a😀", 20)) + '\uD83D';

        for (var longest = 1; longest <= text.Length + 1; longest++)
        {
            var kept = StorableText.Of(text, longest);
            kept.Length.ShouldBeLessThanOrEqualTo(longest);
            Should.NotThrow(() => Strict.GetBytes(kept));
        }
    }
}
