using System.Text.Json.Serialization;
using Longhand.Recordings;

namespace Longhand.Storage;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<SegmentAttempt>))]
internal sealed partial class SegmentAttemptsJson : JsonSerializerContext;
