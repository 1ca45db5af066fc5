using System.Text.Json.Serialization;

namespace Longhand.Media;

/// <summary>The container, as ffprobe spells it.</summary>
internal sealed record ProbedFormat(
    [property: JsonPropertyName("format_name")] string? Name,
    [property: JsonPropertyName("duration")] string? Duration,
    [property: JsonPropertyName("start_time")] string? StartTime);
