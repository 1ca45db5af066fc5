using Longhand.SpeechServer.Engine;

namespace Longhand.SpeechServer.Api;

/// <summary>A transcript that is being made: its name and hour, and the utterances as they are heard.</summary>
internal sealed record Transcription(
    string Id, long Created, string RequestId, TranscriptionRequest Request, IAsyncEnumerable<Utterance> Utterances);
