using System.Text.Json.Serialization;
using Longhand.Recordings;

namespace Longhand.Storage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SpeechAnswer))]
internal sealed partial class SpeechAnswerJson : JsonSerializerContext;
