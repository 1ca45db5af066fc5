namespace Longhand.Support.Faults;

/// <summary>Refuses what the contract of a call's dialect forbids.</summary>
internal static class RequestCheck
{
    public static SpeechFault? Refusal(
        SpeechApiCall call, string? apiKey, IReadOnlyList<SpeechApiModel> models, bool repeated)
    {
        var served = models.Where(model => model.Dialect == call.Dialect).ToList();
        var isKeyWrong = apiKey is not null && call.Authorization != $"Bearer {apiKey}";
        return call.Dialect == SpeechApiDialect.OpenAi
            ? (isKeyWrong ? OpenAiCheck.WrongKey : OpenAiCheck.Refusal(call, served))
            : (isKeyWrong ? GlmCheck.WrongKey : GlmCheck.Refusal(call, served, repeated));
    }

    /// <summary>What is said to a call above the hidden cap.</summary>
    public static SpeechFault TooMany(SpeechApiCall call) =>
        call.Dialect == SpeechApiDialect.OpenAi ? OpenAiCheck.TooMany : GlmCheck.TooMany;
}
