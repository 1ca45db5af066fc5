namespace Longhand.Intake;

/// <summary>What becomes of a file whose content is here already.</summary>
public enum SameContent
{
    /// <summary>It is answered with the recording that is here; nothing is stored or sent to the speech API.</summary>
    Reuse,

    /// <summary>It becomes another recording, and is transcribed and paid for again.</summary>
    Transcribe,
}
