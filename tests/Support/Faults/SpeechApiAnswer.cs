namespace Longhand.Support.Faults;

/// <summary>What is heard in one file. Parts are told only by models that answer with segments.</summary>
public sealed record SpeechApiAnswer(IReadOnlyList<SpeechApiPart> Parts)
{
    public string Text => string.Join(' ', Parts.Select(part => part.Text));
}
