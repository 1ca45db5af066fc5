using System.Globalization;
using System.Text.Json;

namespace Longhand.SpeechServer.Api;

/// <summary>A request that is allowed: what the model takes, within its limits.</summary>
internal sealed record TranscriptionRequest(
    ModelProfile Model, ReadOnlyMemory<byte> Audio, bool Stream, AnswerForm Form)
{
    private const int ShortestUserId = 6;
    private const int LongestUserId = 128;

    // Temperature, user_id and hotwords are judged as the service judges them, and then left: the engine can't use them.
    public static Checked<TranscriptionRequest> From(TranscriptionForm form)
    {
        if (form["model"] is not { Length: > 0 } name)
            return ApiError.InvalidField("model is missing: send model=glm-asr or model=glm-asr-2512.");
        if (ModelProfile.Named(name) is not { } model)
            return ApiError.UnknownModel(name);
        if ((UserIdError(form) ?? HotwordsError(form, model)) is { } error)
            return error;

        return From(form, model, AnswerForm.Glm);
    }

    public static Checked<TranscriptionRequest> FromOpenAi(TranscriptionForm form)
    {
        if (form["model"] is not { Length: > 0 } name)
            return ApiError.InvalidField("model is missing: send model=whisper-1, or any other name.");
        if (name.Any(char.IsControl))
            return ApiError.InvalidField("model holds control characters: send a model's name.");

        return form["response_format"] switch
        {
            null or "" or "json" => From(form, ModelProfile.OfOpenAi(name), AnswerForm.Json),
            "verbose_json" => From(form, ModelProfile.OfOpenAi(name), AnswerForm.VerboseJson),
            var other => ApiError.InvalidField($"response_format is \"{other}\": it must be json or verbose_json."),
        };
    }

    private static Checked<TranscriptionRequest> From(TranscriptionForm form, ModelProfile model, AnswerForm answer)
    {
        if (TemperatureError(form, model) is { } error)
            return error;
        if (!TryReadFlag(form["stream"], out var stream))
            return ApiError.InvalidField($"stream is \"{form["stream"]}\": it must be true or false.");

        return UploadOf(form, model).IsRefused(out var refusal, out var upload)
            ? refusal
            : new TranscriptionRequest(model, upload.Content, stream, answer);
    }

    private static Checked<Upload> UploadOf(TranscriptionForm form, ModelProfile model)
    {
        if (form.File is { } file)
            return new Upload(file);
        if (!model.TakesBase64)
            return ApiError.InvalidField($"file is missing: {model.Name} takes wav or mp3 in the field \"file\".");
        return form.FileBase64 is { } base64
            ? Upload.FromBase64(base64)
            : ApiError.InvalidField(
                $"file is missing: {model.Name} takes wav or mp3 in the field \"file\", or its base64 in \"file_base64\".");
    }

    private static ApiError? TemperatureError(TranscriptionForm form, ModelProfile model)
    {
        if (form["temperature"] is not { } text || !model.TakesTemperature)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var temperature)
            && temperature is >= 0 and <= 1
            ? null
            : ApiError.InvalidField($"temperature is \"{text}\": it must be a number from 0.0 to 1.0.");
    }

    private static ApiError? UserIdError(TranscriptionForm form) =>
        form["user_id"] is { Length: < ShortestUserId or > LongestUserId } id
        ? ApiError.InvalidField($"user_id has {id.Length} characters: it must have {ShortestUserId} to {LongestUserId}.")
        : null;

    private static ApiError? HotwordsError(TranscriptionForm form, ModelProfile model)
    {
        var count = form.Hotwords.Sum(CountIn);
        return model.AnswersSegments || count <= ModelProfile.MaxHotwords
            ? null
            : ApiError.InvalidField($"hotwords holds {count} words: at most {ModelProfile.MaxHotwords} are taken.");
    }

    // Clients send the list as repeated fields, or as one JSON array.
    private static int CountIn(string hotwords)
    {
        if (!hotwords.TrimStart().StartsWith('['))
            return 1;
        try
        {
            using var list = JsonDocument.Parse(hotwords);
            return list.RootElement.GetArrayLength();
        }
        catch (JsonException)
        {
            // Not a list after all, but a word with a bracket in it.
            return 1;
        }
    }

    private static bool TryReadFlag(string? text, out bool flag)
    {
        flag = text is "1";
        return text is null or "" or "0" or "1" || bool.TryParse(text, out flag);
    }
}
