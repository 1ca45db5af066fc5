using Longhand.SherpaOnnx;
using Longhand.SpeechServer.Audio;
using Longhand.SpeechServer.Engine;

namespace Longhand.SpeechServer.Api;

internal static class TranscriptionApi
{
    public static void MapTranscriptions(this WebApplication app)
    {
        // Clients hold the service's base address with or without its /api.
        foreach (var prefix in (string[])["", "/api"])
        {
            app.MapPost($"{prefix}/paas/v4/audio/transcriptions", Transcribe)
                .AddEndpointFilter(app.Services.GetRequiredService<BearerKey>())
                .AddEndpointFilter(app.Services.GetRequiredService<RequestGate>());
        }
    }

    private static async Task<IResult> Transcribe(
        HttpRequest http,
        EngineState state,
        AudioDecoder decoder,
        RequestFacts facts,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (state.Ready is not { } engine)
            return ApiError.NotReady;
        if ((await TranscriptionFormReader.ReadAsync(http, cancellationToken)).IsRefused(out var malformed, out var form))
            return malformed;

        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        facts.RequestId = form["request_id"] is { Length: > 0 } given ? given : id;
        if (TranscriptionRequest.From(form).IsRefused(out var invalid, out var request))
            return invalid;

        facts.Model = request.Model.Name;
        var decoded = await decoder.DecodeAsync(request.Audio, request.Model, cancellationToken);
        if (decoded.IsRefused(out var unheard, out var samples))
            return unheard;

        facts.Audio = TimeSpan.FromSeconds((double)samples.Length / MoonshineRecognizer.SampleRate);
        var utterances = engine.TranscribeAsync(samples, cancellationToken);
        var created = time.GetUtcNow().ToUnixTimeSeconds();
        var transcription = new Transcription(id, created, facts.RequestId, request, utterances);
        return request.Stream
            ? new StreamedTranscript(transcription, facts)
            : new WholeTranscript(transcription, facts);
    }
}
