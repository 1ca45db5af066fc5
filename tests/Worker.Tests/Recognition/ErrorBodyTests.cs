using System.Text;
using Longhand.Recognition;

namespace Longhand.Tests.Recognition;

public sealed class ErrorBodyTests
{
    [Theory]
    [InlineData("""{"error":{"code":"1302","message":"slow"}}""")]
    [InlineData("""{"error":{"code":1302,"message":"slow"}}""")]
    [InlineData("""{"code":"1302","message":"slow"}""")]
    [InlineData("""{"code":1302,"msg":"slow","success":false}""")]
    public void A_code_is_found_nested_or_not_as_string_or_number(string body) => Read(body).ShouldBe(("1302", "slow"));

    [Theory]
    [InlineData("""{"error":"no such thing"}""", null, "no such thing")]
    [InlineData("""{"error":{"message":"words alone"}}""", null, "words alone")]
    [InlineData("""{"error":{"code":"1234"}}""", "1234", "no explanation given")]
    [InlineData("<html>\n <b>Bad   Gateway</b></html>", null, "<html> <b>Bad Gateway</b></html>")]
    [InlineData("""{"error":{"code":"13""", null, """{"error":{"code":"13""")]
    [InlineData("", null, "no explanation given")]
    public void What_is_missing_is_not_invented(string body, string? code, string message) => Read(body).ShouldBe((code, message));

    [Fact]
    public void Half_a_character_in_a_message_is_quoted_as_it_came() =>
        Read("""{"error":{"code":"1302","message":"\ud83d"}}""").Message.ShouldContain("1302");

    [Fact]
    public void A_message_holds_nothing_that_cannot_be_stored()
    {
        var body = $$$"""{"error":{"code":"13\u000002","message":"\u0000{{{new string('x', 298)}}}😀😀"}}""";

        Read(body).ShouldBe(("1302", new string('x', 298) + "…"));
    }

    [Fact]
    public void A_long_page_is_quoted_in_part() => Read(new string('x', 5_000)).Message.Length.ShouldBeLessThan(400);

    private static (string? Code, string Message) Read(string body) => ErrorBody.Read(Encoding.UTF8.GetBytes(body));
}
