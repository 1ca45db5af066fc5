using System.Text;
using System.Text.Json;

namespace Longhand.Recognition;

/// <summary>Finds code and message in whatever came instead of an answer.</summary>
internal static class ErrorBody
{
    private const int LongestMessage = 300;

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
        catch (JsonException)
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
                ? (Text(error, "code"), Message(error))
                : (Text(root, "code"), OneLine(error.ToString()));
        }

        return Text(root, "code") is { } code && !root.TryGetProperty("text", out _) ? (code, Message(root)) : null;
    }

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
        return line.Length <= LongestMessage ? line : line[..LongestMessage] + "…";
    }
}
