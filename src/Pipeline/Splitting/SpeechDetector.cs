namespace Longhand.Splitting;

/// <summary>What tells stretches that hold speech from those that surely hold none.</summary>
public enum SpeechDetector
{
    /// <summary>Silence is what holds its level: needs nothing, costs next to nothing, sends music and noise that changes.</summary>
    Energy,

    /// <summary>
    /// Silero VAD v6, a neural network: keeps music and noise from being sent too. Needs the speech models, and about a hundredth
    /// of the recording's length in CPU time.
    /// </summary>
    Silero,
}
