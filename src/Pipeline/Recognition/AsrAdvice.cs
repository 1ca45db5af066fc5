namespace Longhand.Recognition;

/// <summary>The way out of an error that only people can end.</summary>
internal static class AsrAdvice
{
    private const string Account = "settle the account with the speech service";

    public static string For(AsrError error, RecognitionOptions options) => error switch
    {
        { Code: "1211" or "model_not_found" } => Model(options),
        { Code: "1220" or "1221" or "1222" } =>
            $"allow the account this API, or change Recognition:BaseAddress ({options.BaseAddress})",
        { Code: "1309" or "1311" or "1313" } => "renew or change the account's plan",
        { Code: "1110" or "1111" or "1112" or "1113" or "1121" } => Account,
        { Code: "insufficient_quota" or "credit_balance_exhausted" } => Account,
        { Code: "insufficient_user_quota" or "billing_not_active" or "billing_hard_limit_reached" } => Account,
        { Code: "account_deactivated" or "access_terminated" } =>
            "have the account reopened, or change Recognition:ApiKey (or SPEECH_API_KEY)",
        { Code: "1304" or "1308" or "1310" } => "wait for the account's limit to be lifted, or raise it",
        { Code: "unsupported_country_region_territory" } =>
            "call from a country that the speech service serves, "
            + $"or change Recognition:BaseAddress ({options.BaseAddress})",
        { Status: 402 } => Account,
        { Status: 407 } => "give the HTTP proxy its credentials",
        // Engines of one's own say "not found" of a model that is not installed, too.
        { Status: 404 } when error.Message.Contains("model", StringComparison.OrdinalIgnoreCase) => Model(options),
        { Code: "unknown_url" } or { Status: 404 or 405 or (>= 300 and < 400) } => Address(options),
        _ => "change Recognition:ApiKey (or SPEECH_API_KEY)",
    };

    private static string Model(RecognitionOptions options) =>
        $"change Recognition:Model ({options.ProfileInUse().Model}) or Recognition:Profile ({options.Profile})";

    private static string Address(RecognitionOptions options) =>
        $"change Recognition:BaseAddress ({options.BaseAddress}), since {AsrAddress.Of(options)} "
        + $"is not what answers there, or Recognition:Profile ({options.Profile})";
}
