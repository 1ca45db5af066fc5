using System.Globalization;
using System.Text.Json.Serialization;

namespace Longhand.Media;

/// <summary>A stream of the container, as ffprobe spells it.</summary>
internal sealed record ProbedStream(
    [property: JsonPropertyName("index")] int Index,
    [property: JsonPropertyName("codec_type")] string? Kind,
    [property: JsonPropertyName("codec_name")] string? Codec,
    [property: JsonPropertyName("sample_rate")] string? SampleRate,
    [property: JsonPropertyName("channels")] int Channels,
    [property: JsonPropertyName("duration")] string? Duration,
    [property: JsonPropertyName("disposition")] IReadOnlyDictionary<string, int>? Disposition,
    [property: JsonPropertyName("tags")] IReadOnlyDictionary<string, string>? Tags)
{
    public bool IsAudio => Kind == "audio";

    public bool IsDefault => Disposition?.GetValueOrDefault("default") == 1;

    public bool IsPicture => Disposition?.GetValueOrDefault("attached_pic") == 1;

    public int Hertz => int.TryParse(SampleRate, CultureInfo.InvariantCulture, out var hertz) ? hertz : 0;

    /// <summary>Whether ffmpeg understood it: random bytes look like a stream without a rate.</summary>
    public bool IsKnown => Codec is not (null or "none" or "unknown") && Hertz > 0 && Channels > 0;
}
