using System.Text.Json.Serialization;

namespace Longhand.Media;

/// <summary>What comes with a packet, as ffprobe spells it.</summary>
internal sealed record ProbedSideData([property: JsonPropertyName("side_data_type")] string? Kind);
