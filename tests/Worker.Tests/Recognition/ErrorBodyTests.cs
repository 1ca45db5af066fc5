using System.Text;
using System.Text.Json;
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
    [InlineData("""{"error":{"message":"Quota","type":"insufficient_quota","param":null,"code":"credit_balance_exhausted"}}""", "credit_balance_exhausted", "Quota")]
    [InlineData("""{"error":{"message":"Quota","type":"insufficient_quota","param":null,"code":null}}""", "insufficient_quota", "Quota")]
    [InlineData("""{"error":{"message":"Quota","type":"insufficient_quota","code":""}}""", "insufficient_quota", "Quota")]
    [InlineData("""{"object":"error","message":"The model `x` does not exist.","type":"NotFoundError","param":null,"code":404}""", "404", "The model `x` does not exist.")]
    [InlineData("""{"detail":"Not Found"}""", null, "Not Found")]
    [InlineData("""{"detail":{"message":"no such model"}}""", null, "no such model")]
    [InlineData("""{"detail":[{"type":"missing","loc":["body","model"],"msg":"Field required","input":null},{"loc":["body",0],"msg":"bad"}]}""", null, "body.model: Field required; body.0: bad")]
    [InlineData("""{"detail":["odd"]}""", null, "odd")]
    public void Other_services_errors_are_found_too(string body, string? code, string message) => Read(body).ShouldBe((code, message));

    [Fact]
    public void An_answer_with_a_type_or_a_detail_is_no_error()
    {
        Find("""{"type":"transcript.text.done","text":"a"}""").ShouldBeNull();
        Find("""{"detail":"a","text":"a"}""").ShouldBeNull();
        Find("""{"detail":null}""").ShouldBeNull();
    }

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

    private static (string? Code, string Message)? Find(string body)
    {
        using var document = JsonDocument.Parse(body);
        return ErrorBody.Find(document.RootElement);
    }

    private static (string? Code, string Message) Read(string body) => ErrorBody.Read(Encoding.UTF8.GetBytes(body));
}
