namespace Longhand.Recognition;

/// <summary>Whether two texts of one answer say the same.</summary>
internal enum TextAgreement
{
    Same,

    /// <summary>The same but for a few characters, so that neither may stand for the other.</summary>
    Close,

    Contradicting,
}
