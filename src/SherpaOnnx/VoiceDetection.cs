namespace Longhand.SherpaOnnx;

/// <summary>When sound counts as speech.</summary>
public sealed record VoiceDetection
{
    /// <summary>How sure the model must be that a window of 32 ms is speech, 0 to 1; default 0.5.</summary>
    public float Threshold { get; init; } = 0.5f;

    /// <summary>A pause shorter than this doesn't end a stretch of speech; default 0.25 s.</summary>
    public TimeSpan MinSilence { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>Sound shorter than this is no speech; default 0.1 s.</summary>
    public TimeSpan MinSpeech { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>In speech without a pause for this long, a hesitation will do to end the stretch; default 20 s.</summary>
    public TimeSpan LongSpeech { get; init; } = TimeSpan.FromSeconds(20);
}
