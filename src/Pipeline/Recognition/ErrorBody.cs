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
    /// The error in an object: nested under <c>error</c> or not, its code a string or a number; null where there is
    /// none.
    /// </summary>
    public static (string? Code, string Message)? Find(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return null;

        if (root.TryGetProperty("error", out var error)
            && error.ValueKind is not (JsonValueKind.Null or JsonValueKind.False))
        {
            return error.ValueKind == JsonValueKind.Object
                ? (Code(error), Message(error))
                : (Code(root), OneLine(error.ToString()));
        }

        return Code(root) is { } code && !root.TryGetProperty("text", out _) ? (code, Message(root)) : null;
    }

    private static string? Code(JsonElement error) =>
        Text(error, "code") is { } code ? StorableText.Of(code, LongestCode) : null;

    private static string Message(JsonElement error) =>
        (Text(error, "message") ?? Text(error, "msg")) is { Length: > 0 } message
            ? OneLine(message)
            : "no explanation given";

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? value.ToString()
            : null;

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return StorableText.Of(line, LongestMessage);
    }
}
