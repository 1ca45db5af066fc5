using System.Text.Json.Serialization;

namespace Longhand.Media;

/// <summary>A packet, as ffprobe spells it.</summary>
internal sealed record ProbedPacket(
    [property: JsonPropertyName("stream_index")] int StreamIndex,
    [property: JsonPropertyName("side_data_list")] IReadOnlyList<ProbedSideData>? SideData)
{
    public bool IsEncrypted => SideData?.Any(side => side.Kind == "Encryption info") == true;
}
