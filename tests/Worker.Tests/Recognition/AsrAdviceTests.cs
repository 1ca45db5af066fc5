using Longhand.Recognition;

namespace Longhand.Tests.Recognition;

public sealed class AsrAdviceTests
{
    private static readonly RecognitionOptions Options = new()
    {
        BaseAddress = new Uri("http://speech.example/v1"),
        Profile = "openai",
        Model = "large-v3",
    };

    [Fact]
    public void Whatever_stops_or_pauses_names_what_to_change()
    {
        foreach (var (status, code, outcome) in AsrErrorTableTests.Codes.Select(row => row.Data))
        {
            if ((AsrOutcome)outcome is AsrOutcome.Stop or AsrOutcome.Pause)
                Advice("words", status, code).ShouldContain(Way(status, code), customMessage: code);
        }
    }

    [Theory]
    [InlineData(302, "Recognition:BaseAddress (http://speech.example/v1), since http://speech.example/v1/audio/transcriptions is not")]
    [InlineData(401, "Recognition:ApiKey")]
    [InlineData(402, "settle the account")]
    [InlineData(403, "Recognition:ApiKey")]
    [InlineData(404, "Recognition:BaseAddress (http://speech.example/v1)")]
    [InlineData(405, "Recognition:Profile (openai)")]
    [InlineData(407, "proxy")]
    public void A_status_alone_names_it_too(int status, string way) => Advice("words", status, null).ShouldContain(way);

    [Fact]
    public void A_model_that_an_engine_does_not_find_is_told_from_an_address_that_nobody_serves() =>
        Advice("Model 'large-v3' is not installed locally.", 404, null)
            .ShouldBe("change Recognition:Model (large-v3) or Recognition:Profile (openai)");

    private static string Way(int status, string code) => code switch
    {
        "1110" or "1111" or "1112" or "1113" or "1121" => "settle the account",
        "insufficient_quota" or "insufficient_user_quota" or "credit_balance_exhausted" => "settle the account",
        "billing_not_active" or "billing_hard_limit_reached" => "settle the account",
        "account_deactivated" or "access_terminated" => "have the account reopened",
        "1211" or "model_not_found" => "Recognition:Model (large-v3)",
        "1220" or "1221" or "1222" or "unknown_url" or "404" => "Recognition:BaseAddress (http://speech.example/v1)",
        "1304" or "1308" or "1310" => "limit to be lifted",
        "1309" or "1311" or "1313" => "plan",
        "unsupported_country_region_territory" => "country",
        _ when status == 401 => "Recognition:ApiKey",
        _ => throw new InvalidOperationException($"Nobody has said what to do about {code}."),
    };

    private static string Advice(string message, int status, string? code) =>
        AsrAdvice.For(new AsrError(AsrFault.Refused, message, status, code), Options);
}
