using System.Text.Encodings.Web;
using System.Text.Json;

namespace Longhand.Stitching.Formats;

/// <summary>Everything that is known, for programs.</summary>
internal sealed class JsonFormat : TranscriptFormat
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Served as application/json and never inside a page, so that other scripts than Latin may stay readable
        // (all but the planes beyond the first, which this encoder always escapes).
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public override string Name => "json";

    public override string ContentType => "application/json";

    public override Task WriteAsync(Transcript transcript, Stream stream, CancellationToken cancellationToken) =>
        JsonSerializer.SerializeAsync(stream, JsonTranscript.From(transcript), _options, cancellationToken);
}
