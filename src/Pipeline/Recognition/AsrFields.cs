using System.Text.Encodings.Web;
using System.Text.Json;

namespace Longhand.Recognition;

/// <summary>The text fields of a request's form.</summary>
internal static class AsrFields
{
    // Escapes would be right too, but a reader that only splits the field finds the words themselves.
    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="requestId">The call's id.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="format">The form of answer, where the dialect leaves a choice.</param>
    public static IEnumerable<(string Name, string Value)> Of(
        string requestId, RecognitionOptions options, AnswerFormat format)
    {
        var model = options.ProfileInUse();
        return
        [
            ("model", model.Model),
            .. model.Dialect == SpeechDialect.OpenAi
                ? OfOpenAi(model, options.Stream, format)
                : OfGlm(model, options, requestId),
            .. OfEither(model, options),
        ];
    }

    private static IEnumerable<(string Name, string Value)> OfGlm(
        ModelProfile model, RecognitionOptions options, string requestId)
    {
        yield return ("stream", options.Stream && model.TakesStream ? "true" : "false");
        yield return ("request_id", requestId);
        if (options.UserId is { } user)
            yield return ("user_id", user);
    }

    private static IEnumerable<(string Name, string Value)> OfOpenAi(
        ModelProfile model, bool stream, AnswerFormat format)
    {
        // A stream carries no times, and engines refuse to be asked for both.
        if (stream && model.TakesStream)
            return [("response_format", "json"), ("stream", "true")];
        if (format == AnswerFormat.Json)
            return [("response_format", "json")];
        return model.TakesTimestampGranularities
            ? [("response_format", "verbose_json"), ("timestamp_granularities[]", "segment")]
            : [("response_format", "verbose_json")];
    }

    private static IEnumerable<(string Name, string Value)> OfEither(ModelProfile model, RecognitionOptions options)
    {
        if (model.TakesTemperature && (options.Temperature ?? model.Temperature) is { } temperature)
            yield return ("temperature", temperature.ToString("0.####"));
        if (model.TakesPrompt && !string.IsNullOrWhiteSpace(options.Prompt))
            yield return ("prompt", options.Prompt);
        if (model.TakesLanguage && !string.IsNullOrWhiteSpace(options.Language))
            yield return ("language", options.Language);
        if (model.TakesHotwords)
        {
            foreach (var field in OfHotwords(options.Hotwords, model.HotwordsEncoding))
                yield return field;
        }
    }

    private static IEnumerable<(string Name, string Value)> OfHotwords(
        IReadOnlyList<string> words, HotwordsEncoding encoding) => encoding switch
        {
            _ when words.Count == 0 => [],
            HotwordsEncoding.JsonArray => [("hotwords", JsonSerializer.Serialize(words, Readable))],
            HotwordsEncoding.CommaSeparated => [("hotwords", string.Join(", ", words))],
            HotwordsEncoding.RepeatedFields => words.Select(word => ("hotwords", word)),
            _ => words.Select(word => ("hotwords[]", word)),
        };
}
