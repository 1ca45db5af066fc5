using Longhand.SpeechServer.Audio;
using Longhand.SpeechServer.Engine;

namespace Longhand.SpeechServer.Api;

/// <summary>What a request is handled with.</summary>
internal sealed record TranscriptionRooms(
    EngineState State, AudioDecoder Decoder, RequestFacts Facts, TimeProvider Time);
