using Longhand.SherpaOnnx;
using Longhand.SpeechServer.Engine;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Longhand.SpeechServer.Api;

internal static class HealthApi
{
    public static void MapHealth(this WebApplication app) => app.MapGet("/health", Tell);

    private static JsonHttpResult<Health> Tell(EngineState state, IOptions<SpeechServerOptions> options)
    {
        var isReady = state.Ready is not null;
        var health = new Health(
            isReady ? "ready" : "starting",
            typeof(HealthApi).Assembly.GetName().Version?.ToString(3) ?? "",
            isReady ? $"sherpa-onnx {MoonshineRecognizer.EngineVersion}, Moonshine base int8, Silero VAD v6" : null,
            "en",
            [.. ModelProfile.All.Select(profile => profile.Name)],
            options.Value.Slots);
        var status = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return TypedResults.Json(health, ApiJson.Options, statusCode: status);
    }

    internal sealed record Health(
        string Status, string Version, string? Engine, string Language, IReadOnlyList<string> Models, int Slots);
}
