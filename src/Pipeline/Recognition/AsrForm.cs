using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Longhand.Recognition;

/// <summary>The request's multipart form. A form is sent once: the next attempt builds its own.</summary>
internal static class AsrForm
{
    private const int FileBufferBytes = 64 * 1024;

    // Escapes would be right too, but a reader that only splits the field finds the words themselves.
    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Opens the segment's file; it is read while it is sent, and closed with the form.</summary>
    public static MultipartFormDataContent For(SegmentAudio audio, string requestId, RecognitionOptions options)
    {
        var file = new FileStream(audio.WavPath, new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.Read,
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            BufferSize = FileBufferBytes,
        });
        var form = new MultipartFormDataContent();

        // Some multipart readers take a quoted boundary literally, and then find no part.
        var boundary = form.Headers.ContentType!.Parameters.Single();
        boundary.Value = boundary.Value!.Trim('"');

        foreach (var (name, value) in Fields(requestId, options))
            form.Add(Named(new StringContent(value) { Headers = { ContentType = null } }, name));

        var wav = new StreamContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("audio/wav") } };
        form.Add(Named(wav, "file", $"{audio.Sent.Start}.wav"));
        return form;
    }

    private static IEnumerable<(string Name, string Value)> Fields(string requestId, RecognitionOptions options)
    {
        var model = options.ProfileInUse();
        yield return ("model", model.Model);
        yield return ("stream", options.Stream ? "true" : "false");
        yield return ("request_id", requestId);
        if (options.UserId is { } user)
            yield return ("user_id", user);
        if (model.TakesTemperature)
            yield return ("temperature", options.Temperature.ToString("0.####"));
        if (model.TakesPrompt && !string.IsNullOrWhiteSpace(options.Prompt))
            yield return ("prompt", options.Prompt);
        if (model.TakesHotwords)
        {
            foreach (var field in HotwordFields(options.Hotwords, model.HotwordsEncoding))
                yield return field;
        }
    }

    private static IEnumerable<(string Name, string Value)> HotwordFields(
        IReadOnlyList<string> words, HotwordsEncoding encoding) => encoding switch
        {
            _ when words.Count == 0 => [],
            HotwordsEncoding.JsonArray => [("hotwords", JsonSerializer.Serialize(words, Readable))],
            HotwordsEncoding.RepeatedFields => words.Select(word => ("hotwords", word)),
            _ => words.Select(word => ("hotwords[]", word)),
        };

    // Quoted by hand: the framework leaves plain names bare, which strict multipart readers refuse.
    private static HttpContent Named(HttpContent part, string name, string? fileName = null)
    {
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = $"\"{name}\"",
            FileName = fileName is null ? null : $"\"{fileName}\"",
        };
        return part;
    }
}
