namespace Longhand.SpeechServer.Engine;

/// <summary>One phrase as it was spoken; the times are those of the speech, within the file.</summary>
internal sealed record Utterance(TimeSpan Start, TimeSpan End, string Text);
