namespace Longhand.SpeechServer.Api;

internal sealed record TranscriptEvent(string Id, long Created, string Model, string Type)
{
    public string? Delta { get; private init; }

    public string? Text { get; private init; }

    public static TranscriptEvent Heard(Transcription of, string delta) =>
        new(of.Id, of.Created, of.Request.Model.Name, "transcript.text.delta") { Delta = delta };

    public static TranscriptEvent Done(Transcription of, string text) =>
        new(of.Id, of.Created, of.Request.Model.Name, "transcript.text.done") { Text = text };
}
