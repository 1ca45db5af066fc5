namespace Longhand.Recordings;

/// <summary>Whether an utterance's times were reported by the speech API or laid over the voiced stretches by us.</summary>
public enum UtteranceTiming
{
    Reported,
    Estimated,
}
