using Microsoft.AspNetCore.Http;

namespace Longhand.Support.Faults;

/// <summary>Refuses what OpenAI's contract forbids, with the codes and words that the service uses.</summary>
internal static class OpenAiCheck
{
    // Fields of the other contract would be let pass by the real one; here they show that the dialects got mixed up.
    private static readonly HashSet<string> Fields = new(StringComparer.Ordinal)
    {
        "model", "response_format", "timestamp_granularities[]", "temperature", "prompt", "language", "stream",
        "hotwords", "hotwords[]",
    };

    public static SpeechFault WrongKey { get; } =
        SpeechFault.Error(StatusCodes.Status401Unauthorized, "invalid_api_key", "Incorrect API key provided");

    public static SpeechFault TooMany { get; } = SpeechFault.Error(
        StatusCodes.Status429TooManyRequests, "rate_limit_exceeded", "Rate limit reached for requests");

    public static SpeechFault? Refusal(SpeechApiCall call, IReadOnlyList<SpeechApiModel> models) =>
        models.FirstOrDefault(model => model.Name == call.Model) is { } model
            ? OfTheFields(call, model) ?? OfTheFile(call, model)
            : SpeechFault.Error(
                StatusCodes.Status404NotFound, "model_not_found", $"The model `{call.Model}` does not exist");

    private static SpeechFault? OfTheFields(SpeechApiCall call, SpeechApiModel model)
    {
        if (call.Fields.Keys.FirstOrDefault(field => !Fields.Contains(field)) is { } foreign)
            return Refuse("unknown_parameter", $"Unknown parameter: '{foreign}'.");
        if (call.Temperature is < 0 or > 1)
            return Refuse("invalid_value", $"Invalid temperature {call.Temperature}");
        if (call.Language is { Length: not 2 } language)
            return Refuse("invalid_language_format", $"Invalid language '{language}'");
        return call.ResponseFormat switch
        {
            "json" => null,
            "verbose_json" when model.AnswersWithSegments && !call.Stream => null,
            var other => Refuse(
                "unsupported_value",
                $"response_format '{other}' is not compatible with model '{model.Name}'. Use 'json' instead."),
        };
    }

    private static SpeechFault? OfTheFile(SpeechApiCall call, SpeechApiModel model) => call switch
    {
        _ when call.FileBytes > model.LargestFileBytes => SpeechFault.Error(
            StatusCodes.Status413PayloadTooLarge,
            code: null,
            $"Maximum content size limit ({model.LargestFileBytes}) exceeded ({call.FileBytes} bytes read)"),
        { Wav: null } => Refuse("invalid_value", "Audio file might be corrupted or unsupported"),
        { Wav: var wav } when wav.DurationByHeader != wav.Duration =>
            Refuse("invalid_value", "Audio file might be corrupted: its header and its samples disagree"),
        { Wav: var wav } when wav.Duration < TimeSpan.FromSeconds(0.1) =>
            Refuse("audio_too_short", "Audio file is too short. Minimum audio length is 0.1 seconds."),
        { Wav: var wav } when wav.Duration > model.LongestSegment => Refuse(
            "invalid_value",
            $"audio duration {wav.Duration.TotalSeconds} seconds is longer than {model.LongestSegment.TotalSeconds} "
            + "seconds which is the maximum for this model"),
        _ => null,
    };

    private static SpeechFault Refuse(string code, string message) =>
        SpeechFault.Error(StatusCodes.Status400BadRequest, code, message);
}
