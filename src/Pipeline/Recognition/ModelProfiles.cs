namespace Longhand.Recognition;

/// <summary>The profiles that are built in; configuration overrides their values and adds others.</summary>
internal static class ModelProfiles
{
    public static Dictionary<string, ModelProfile> BuiltIn() => new(StringComparer.OrdinalIgnoreCase)
    {
        ["glm-asr"] = new ModelProfile
        {
            Model = "glm-asr",
            LongestSegment = TimeSpan.FromSeconds(60),
            TakesStream = true,
            TakesTemperature = true,
            // As steady as can be, while the API's page also says that the value must be positive.
            Temperature = 0.01,
        },
        ["glm-asr-2512"] = new ModelProfile
        {
            Model = "glm-asr-2512",
            PricePerHour = 0.144m,
            LongestSegment = TimeSpan.FromSeconds(30),
            TakesStream = true,
            TakesPrompt = true,
            TakesHotwords = true,
        },
        // 25 MB would be 13 minutes. Whisper hears windows of 30 s, each with the words before it in mind: four of them
        // keep names alike, and one that falls into repeating itself spoils no more than that.
        ["whisper-1"] = OpenAi with
        {
            Model = "whisper-1",
            LongestSegment = TimeSpan.FromMinutes(2),
            TakesTimestampGranularities = true,
        },
        // An engine of one's own may be no faster than speech: a minute leaves it half of the default AttemptTimeout.
        ["openai"] = OpenAi with { LongestSegment = TimeSpan.FromMinutes(1) },
    };

    // No temperature of our own: at its default, 0, Whisper tries again by itself what it could not make out.
    private static ModelProfile OpenAi => new()
    {
        Dialect = SpeechDialect.OpenAi,
        TakesTemperature = true,
        TakesPrompt = true,
        TakesLanguage = true,
    };
}
