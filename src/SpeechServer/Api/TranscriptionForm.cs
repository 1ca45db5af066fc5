namespace Longhand.SpeechServer.Api;

/// <summary>The fields of a request as they came, unjudged.</summary>
internal sealed record TranscriptionForm(
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<string> Hotwords,
    ReadOnlyMemory<byte>? File,
    ReadOnlyMemory<byte>? FileBase64)
{
    public string? this[string field] => Texts.GetValueOrDefault(field);
}
