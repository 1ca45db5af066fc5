using System.Text;
using System.Text.Json;
using Longhand.Recordings;

namespace Longhand.Recognition;

/// <summary>Finds code and message in whatever came instead of an answer.</summary>
internal static class ErrorBody
{
    private const int LongestMessage = 300;
    private const int LongestCode = 40;

    /// <summary>The error in a body of an error status; a proxy's page is told by its first words.</summary>
    public static (string? Code, string Message) Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            if (Find(document.RootElement) is { } found)
                return found;
        }
        // Half a surrogate pair, escaped, is JSON whose text nobody can read.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or cut off by the bound: what it says is quoted as text.
        }

        var text = OneLine(Encoding.UTF8.GetString(body));
        return (null, text.Length > 0 ? text : "no explanation given");
    }

    /// <summary>
    /// The error in an object: nested under <c>error</c> or not, its code a string or a number, or only what FastAPI's
    /// servers call <c>detail</c>; null where there is none.
    /// </summary>
    public static (string? Code, string Message)? Find(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return null;

        if (root.TryGetProperty("error", out var error)
            && error.ValueKind is not (JsonValueKind.Null or JsonValueKind.False))
        {
            return error.ValueKind == JsonValueKind.Object
                // The kind of error stands in where there is no code: arrears are told by either.
                ? (Code(error, "code") ?? Code(error, "type"), Message(error))
                : (Code(root, "code"), OneLine(error.ToString()));
        }

        if (root.TryGetProperty("text", out _))
            return null;
        if (root.TryGetProperty("detail", out var detail) && detail.ValueKind is not JsonValueKind.Null)
            return (Code(root, "code"), Detail(detail));
        return Code(root, "code") is { } code ? (code, Message(root)) : null;
    }

    private static string? Code(JsonElement error, string name) =>
        Text(error, name) is { } code ? StorableText.Of(code, LongestCode) : null;

    /// <summary>A sentence, or the fields of the form that were refused.</summary>
    private static string Detail(JsonElement detail) => detail.ValueKind switch
    {
        JsonValueKind.Object => Message(detail),
        JsonValueKind.Array => OneLine(string.Join("; ", detail.EnumerateArray().Select(RefusedField))),
        _ => OneLine(detail.ToString()),
    };

    private static string RefusedField(JsonElement refused) =>
        refused.ValueKind == JsonValueKind.Object
        && Text(refused, "msg") is { } message
        && refused.TryGetProperty("loc", out var location)
        && location.ValueKind == JsonValueKind.Array
            ? $"{string.Join('.', location.EnumerateArray())}: {message}"
            : refused.ToString();

    private static string Message(JsonElement error) =>
        (Text(error, "message") ?? Text(error, "msg")) is { Length: > 0 } message
            ? OneLine(message)
            : "no explanation given";

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
        && value.ToString() is { Length: > 0 } text
            ? text
            : null;

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return StorableText.Of(line, LongestMessage);
    }
}
