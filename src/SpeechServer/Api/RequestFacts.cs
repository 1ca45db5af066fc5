using Longhand.SpeechServer.Engine;

namespace Longhand.SpeechServer.Api;

/// <summary>What the log says of a request when it is over.</summary>
internal sealed class RequestFacts
{
    public string RequestId { get; set; } = "-";

    public string Model { get; set; } = "-";

    public TimeSpan Audio { get; set; }

    public int Utterances { get; private set; }

    public int Words { get; private set; }

    public ApiError? Refusal { get; set; }

    public void Count(Utterance utterance)
    {
        Utterances++;
        Words += utterance.Text.Count(c => c == ' ') + 1;
    }
}
