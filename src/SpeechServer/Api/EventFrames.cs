using System.Text.Json;

namespace Longhand.SpeechServer.Api;

/// <summary>Server-sent events, as the service frames them: data lines only.</summary>
internal static class EventFrames
{
    public const string End = "data: [DONE]\n\n";

    public static string Of(TranscriptEvent transcriptEvent) =>
        $"data: {JsonSerializer.Serialize(transcriptEvent, ApiJson.Options)}\n\n";
}
