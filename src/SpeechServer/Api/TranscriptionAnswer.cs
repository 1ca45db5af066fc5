namespace Longhand.SpeechServer.Api;

internal sealed record TranscriptionAnswer(
    string Id, long Created, string RequestId, string Model, IReadOnlyList<TranscriptionAnswer.Segment>? Segments, string Text)
{
    /// <summary>Seconds from the beginning of the file that was sent.</summary>
    internal sealed record Segment(int Id, double Start, double End, string Text);
}
