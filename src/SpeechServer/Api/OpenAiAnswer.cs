namespace Longhand.SpeechServer.Api;

/// <summary>OpenAI's answer; all but the text is told only where <c>verbose_json</c> was asked for.</summary>
internal sealed record OpenAiAnswer(
    string? Task, string? Language, double? Duration, IReadOnlyList<TranscriptionAnswer.Segment>? Segments, string Text)
{
    public static OpenAiAnswer Brief(string text) => new(null, null, null, null, text);

    public static OpenAiAnswer Verbose(
        TimeSpan duration, IReadOnlyList<TranscriptionAnswer.Segment> segments, string text) =>
        new("transcribe", "english", duration.TotalSeconds, segments, text);
}
