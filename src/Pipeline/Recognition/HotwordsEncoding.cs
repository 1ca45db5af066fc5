namespace Longhand.Recognition;

/// <summary>
/// How several hot words travel in one form: the service's page does not say, and its own clients disagree.
/// </summary>
public enum HotwordsEncoding
{
    /// <summary>The field <c>hotwords[]</c> once per word.</summary>
    BracketedFields,

    /// <summary>The field <c>hotwords</c> once per word.</summary>
    RepeatedFields,

    /// <summary>One field <c>hotwords</c> holding a JSON array.</summary>
    JsonArray,

    /// <summary>One field <c>hotwords</c> holding the words with commas between: faster-whisper's way.</summary>
    CommaSeparated,
}
