namespace Longhand.Recognition;

/// <summary>Which contract a speech API speaks: its path, its form, its error bodies.</summary>
public enum SpeechDialect
{
    /// <summary>That of the GLM-ASR service.</summary>
    Glm,

    /// <summary>That of OpenAI's <c>/v1/audio/transcriptions</c>, which most engines of one's own speak too.</summary>
    OpenAi,
}
