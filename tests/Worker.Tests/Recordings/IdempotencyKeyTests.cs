using Longhand.Recordings;

namespace Longhand.Tests.Recordings;

public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData("8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("!")]
    [InlineData("~\"a\\")]
    public void What_is_visible_ASCII_is_a_key(string text)
    {
        IdempotencyKey.TryRead(text, out var key).ShouldBeTrue();

        key.Value.ShouldBe(text);
    }

    [Fact]
    public void The_quotes_of_a_structured_field_are_no_part_of_a_key()
    {
        IdempotencyKey.TryRead("\"one\"", out var quoted).ShouldBeTrue();
        IdempotencyKey.TryRead("one", out var bare).ShouldBeTrue();

        quoted.ShouldBe(bare);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("two words")]
    [InlineData("tab\t")]
    [InlineData("schlüssel")]
    [InlineData("del\u007F")]
    public void What_is_empty_or_not_visible_ASCII_is_no_key(string text) => IdempotencyKey.TryRead(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void A_key_is_of_255_characters_at_most(int length, bool isKey) =>
        IdempotencyKey.TryRead(new string('k', length), out _).ShouldBe(isKey);
}
