using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Longhand.Recognition;

/// <summary>
/// Reads an answer that comes as events. Only <c>transcript.text.done</c> is one: a stream that ends before it has
/// failed.
/// </summary>
internal static class AnswerStream
{
    private const string EndMark = "[DONE]";

    public static async Task<AsrReply> ReadAsync(
        Stream stream, string requestId, TimeSpan sent, CancellationToken cancellationToken)
    {
        string? finishReason = null;
        await foreach (var @event in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            if (@event.Data == EndMark)
                break;
            if (@event.Data.Length == 0)
                continue;

            try
            {
                using var document = JsonDocument.Parse(@event.Data);
                var root = document.RootElement;
                // What the parts before it said does not matter: the last event carries the whole text.
                if (ErrorBody.Find(root) is not null || TypeOf(root) == "transcript.text.done")
                    return AnswerReader.Read(root, requestId, sent);
                finishReason = FinishReasonOf(root) ?? finishReason;
            }
            // Half a surrogate pair, escaped, is JSON whose text nobody can read.
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                return Failed($"an event that is no JSON: {exception.Message}");
            }
        }

        return finishReason switch
        {
            // The chat models' word for what is 1301 elsewhere.
            "sensitive" => new AsrReply.Failed(new AsrError(AsrFault.Refused, "sensitive content", Code: "1301")),
            { } reason => Failed($"a stream that ended without transcript.text.done (finish_reason {reason})"),
            null => Failed("a stream that ended without transcript.text.done"),
        };
    }

    private static string? TypeOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("type", out var type)
        && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : null;

    private static string? FinishReasonOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return null;
        if (root.TryGetProperty("finish_reason", out var reason) && reason.ValueKind == JsonValueKind.String)
            return reason.GetString();

        return root.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array
            ? choices.EnumerateArray().Select(FinishReasonOf).LastOrDefault(found => found is not null)
            : null;
    }

    private static AsrReply.Failed Failed(string message) => new(new AsrError(AsrFault.HalfAnswer, message));
}
