using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Longhand.SpeechServer.Api;

/// <summary>Reads a multipart form as it arrives, and stops at the first byte beyond a limit.</summary>
internal static class TranscriptionFormReader
{
    private const int MaxTextBytes = 64 * 1024;
    private const int MaxSections = 256;
    private const int MaxForeignBytes = 1024 * 1024;

    // Four characters for three bytes, and room for line breaks.
    private const int MaxBase64Bytes = (ModelProfile.MaxFileBytes / 3 * 4) + (1024 * 1024);

    private static readonly HashSet<string> TextFields =
        ["model", "temperature", "stream", "request_id", "user_id", "prompt", "response_format"];

    public static async Task<Checked<TranscriptionForm>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 } boundary)
        {
            return ApiError.Malformed(
                "The request must be multipart/form-data, as \"curl -F file=@speech.wav -F model=glm-asr\" sends it.");
        }

        try
        {
            return await ReadSectionsAsync(new MultipartReader(boundary.ToString(), request.Body), cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException
            || (exception is IOException && !cancellationToken.IsCancellationRequested))
        {
            return ApiError.Malformed($"The multipart form cannot be read: {exception.Message}");
        }
    }

    private static async Task<Checked<TranscriptionForm>> ReadSectionsAsync(
        MultipartReader reader, CancellationToken cancellationToken)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var hotwords = new List<string>();
        for (var count = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } section; count++)
        {
            var name = HeaderUtilities.RemoveQuotes(section.GetContentDispositionHeader()?.Name ?? "").ToString();
            if (count == MaxSections)
                return ApiError.Malformed($"The form has more than {MaxSections} fields.");
            if (texts.ContainsKey(name) || files.ContainsKey(name))
                return ApiError.Malformed($"{name} is in the form twice.");

            var limit = LimitOf(name);
            if (await ReadAsync(section.Body, limit, cancellationToken) is not { } content)
            {
                return limit > MaxForeignBytes
                    ? ApiError.TooLarge(name)
                    : ApiError.InvalidField($"{name} is longer than {limit} bytes.");
            }

            if (name is "file" or "file_base64")
                files[name] = content;
            else if (name is "hotwords" or "hotwords[]")
                hotwords.Add(Encoding.UTF8.GetString(content.Span));
            else if (TextFields.Contains(name))
                texts[name] = Encoding.UTF8.GetString(content.Span);
        }

        return new TranscriptionForm(texts, hotwords, Of(files, "file"), Of(files, "file_base64"));
    }

    private static int LimitOf(string name) => name switch
    {
        "file" => ModelProfile.MaxFileBytes,
        "file_base64" => MaxBase64Bytes,
        "hotwords" or "hotwords[]" => MaxTextBytes,
        _ => TextFields.Contains(name) ? MaxTextBytes : MaxForeignBytes,
    };

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream body, int limit, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (content.Length + read > limit)
                return null;
            content.Write(buffer, 0, read);
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    private static ReadOnlyMemory<byte>? Of(Dictionary<string, ReadOnlyMemory<byte>> files, string name) =>
        // Without the cast, null would become an empty array and that an empty file.
        files.TryGetValue(name, out var content) ? content : (ReadOnlyMemory<byte>?)null;
}
