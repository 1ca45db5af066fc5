using System.Text.Json;

namespace Longhand.Api;

/// <summary>The spelling of the API's JSON, the same as that of transcripts: <c>done_seconds</c>.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
