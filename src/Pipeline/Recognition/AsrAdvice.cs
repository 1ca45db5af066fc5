namespace Longhand.Recognition;

/// <summary>The way out of an error that only people can end.</summary>
internal static class AsrAdvice
{
    public static string For(AsrError error, RecognitionOptions options) => error switch
    {
        { Code: "1211" } =>
            $"change Recognition:Profiles:{options.Profile}:Model ({options.ProfileInUse().Model}) or Recognition:Profile",
        { Code: "1220" or "1221" or "1222" } =>
            $"allow the account this API, or change Recognition:BaseAddress ({options.BaseAddress})",
        { Code: "1309" or "1311" or "1313" } => "renew or change the account's plan",
        { Code: "1110" or "1111" or "1112" or "1113" or "1121" } => "settle the account with the speech service",
        { Code: "1304" or "1308" or "1310" } => "wait for the account's limit to be lifted, or raise it",
        { Status: 402 } => "settle the account with the speech service",
        { Status: 407 } => "give the HTTP proxy its credentials",
        { Status: 404 or 405 or (>= 300 and < 400) } => $"change Recognition:BaseAddress ({options.BaseAddress})",
        _ => "change Recognition:ApiKey (or SPEECH_API_KEY)",
    };
}
