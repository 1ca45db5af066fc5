using System.Text.Json;
using Longhand.Recordings;

namespace Longhand.Recognition;

/// <summary>Reads one JSON answer: tolerant of what is missing, strict about what is no answer.</summary>
internal static class AnswerReader
{
    // A model may see a word a little behind the file's end, and Whisper ends its last part with its window of 30 s;
    // milliseconds taken for seconds lie farther away.
    private static readonly TimeSpan StartBeyondTheEnd = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndBeyondTheEnd = TimeSpan.FromSeconds(30);

    public static AsrReply Read(ReadOnlyMemory<byte> body, string requestId, TimeSpan sent)
    {
        if (body.Span.TrimStart(" \r\n\t"u8).IsEmpty)
            return Failed(AsrFault.HalfAnswer, "an empty answer");

        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement, requestId, sent);
        }
        // Half a surrogate pair, escaped, is JSON whose text nobody can read.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Failed(AsrFault.HalfAnswer, $"an answer that is no whole JSON: {exception.Message}");
        }
    }

    public static AsrReply Read(JsonElement root, string requestId, TimeSpan sent)
    {
        if (ErrorBody.Find(root) is var (code, message))
            return new AsrReply.Failed(new AsrError(AsrFault.Refused, message, Code: code));
        if (root.ValueKind != JsonValueKind.Object)
            return Failed(AsrFault.NoAnswer, $"an answer that is a JSON {root.ValueKind}, not an object");
        if (Text(root, "request_id") is { } answered && RequestId.IsOfAnother(answered, requestId))
            return Failed(AsrFault.NoAnswer, $"the answer to another call, {answered}");

        var parts = Parts(root);
        var text = Text(root, "text") ?? (parts is null ? null : Joined(parts));
        if (text is null)
            return Failed(AsrFault.NoAnswer, "an answer without text and segments");

        var agreement = parts is { Count: > 0 } ? AnswerText.Compare(text, Joined(parts)) : TextAgreement.Close;
        if (agreement == TextAgreement.Contradicting)
            return Failed(AsrFault.Contradiction, "an answer whose text and segments say different things");

        // Where times can't be trusted the words still can; their times are then estimated.
        var timed = agreement == TextAgreement.Same && HasUsableTimes(parts!, sent);
        return new AsrReply.Answered(new SpeechAnswer(
            text,
            timed ? [.. parts!.Where(part => !string.IsNullOrWhiteSpace(part.Text))] : null,
            Text(root, "id"),
            requestId,
            Text(root, "model")));
    }

    private static IReadOnlyList<AnsweredUtterance>? Parts(JsonElement root) =>
        root.TryGetProperty("segments", out var segments) && segments.ValueKind == JsonValueKind.Array
            ? [.. segments.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.Object).Select(Part)]
            : null;

    private static AnsweredUtterance Part(JsonElement part) =>
        new(Seconds(part, "start"), Seconds(part, "end"), Text(part, "text") ?? "");

    private static double Seconds(JsonElement part, string name) => part.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out var seconds) => seconds,
            JsonValueKind.String when double.TryParse(value.GetString(), out var seconds) => seconds,
            _ => double.NaN,
        }
        : double.NaN;

    /// <summary>
    /// Seconds within the file, in order. The service was seen to answer zero for all of them, and a page of its time
    /// gave whole numbers of an unnamed unit.
    /// </summary>
    private static bool HasUsableTimes(IReadOnlyList<AnsweredUtterance> parts, TimeSpan sent)
    {
        var lastStart = (sent + StartBeyondTheEnd).TotalSeconds;
        var lastEnd = (sent + EndBeyondTheEnd).TotalSeconds;
        return parts.All(part => part.Start >= 0 && part.Start <= lastStart)
            && parts.All(part => part.End >= part.Start && part.End <= lastEnd)
            && parts.Zip(parts.Skip(1)).All(pair => pair.Second.Start >= pair.First.Start)
            && parts.Any(part => part.End > part.Start);
    }

    private static string Joined(IReadOnlyList<AnsweredUtterance> parts) =>
        parts.Aggregate("", (text, part) => Join(text, part.Text.Trim()));

    // Chinese and Japanese write no space between sentences.
    private static string Join(string text, string next) =>
        text.Length == 0 || next.Length == 0 || text[^1] >= '\u2E80' || next[0] >= '\u2E80'
            ? text + next
            : $"{text} {next}";

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;

    private static AsrReply.Failed Failed(AsrFault fault, string message) => new(new AsrError(fault, message));
}
