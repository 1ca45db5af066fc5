namespace Longhand.Recognition;

/// <summary>Which form of answer an OpenAI-compatible API is asked for.</summary>
public enum AnswerFormat
{
    /// <summary>With timed parts (<c>verbose_json</c>), and without where the API says that it gives none.</summary>
    VerboseJson,

    /// <summary>The text alone (<c>json</c>); its times are estimated.</summary>
    Json,
}
