namespace Longhand.SpeechServer.Api;

/// <summary>How a whole transcript is written.</summary>
internal enum AnswerForm
{
    /// <summary>As the GLM contract has it.</summary>
    Glm,

    /// <summary>OpenAI's <c>json</c>: the text alone.</summary>
    Json,

    /// <summary>OpenAI's <c>verbose_json</c>.</summary>
    VerboseJson,
}
