namespace Longhand.IntegrationTests.SpeechServer;

// The API's own names, spelled out as its page has them.
internal sealed record Answer(
    string Id, long Created, string Request_id, string Model, IReadOnlyList<Answer.Segment>? Segments, string Text)
{
    internal sealed record Segment(long Id, double Start, double End, string Text);
}
