using System.Text.Json.Serialization;

namespace Longhand.Media;

/// <summary>ffprobe's answer, as it spells it.</summary>
internal sealed record ProbeReport(
    [property: JsonPropertyName("format")] ProbedFormat? Format,
    [property: JsonPropertyName("streams")] IReadOnlyList<ProbedStream>? Streams,
    [property: JsonPropertyName("packets")] IReadOnlyList<ProbedPacket>? Packets);
