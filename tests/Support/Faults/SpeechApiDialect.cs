namespace Longhand.Support.Faults;

/// <summary>Which of the two contracts a call was made in.</summary>
public enum SpeechApiDialect
{
    /// <summary>The GLM-ASR service's.</summary>
    Glm,

    /// <summary>OpenAI's <c>/v1/audio/transcriptions</c>.</summary>
    OpenAi,
}
