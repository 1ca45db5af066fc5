using Longhand.SherpaOnnx;

namespace Longhand.SpeechServer.Api;

internal static class TranscriptionApi
{
    public static void MapTranscriptions(this WebApplication app)
    {
        // Clients hold the service's base address with or without its /api.
        foreach (var path in (string[])["/paas/v4/audio/transcriptions", "/api/paas/v4/audio/transcriptions"])
            Guard(app.MapPost(path, Transcribe), app.Services);
        Guard(app.MapPost("/v1/audio/transcriptions", TranscribeOpenAi), app.Services);
    }

    private static void Guard(RouteHandlerBuilder route, IServiceProvider services) => route
        .AddEndpointFilter(services.GetRequiredService<BearerKey>())
        .AddEndpointFilter(services.GetRequiredService<RequestGate>());

    private static async Task<IResult> Transcribe(
        HttpRequest http, [AsParameters] TranscriptionRooms rooms, CancellationToken cancellationToken)
    {
        if ((await FormOfAsync(http, rooms, cancellationToken)).IsRefused(out var refusal, out var form))
            return refusal;

        var name = Name(rooms, form["request_id"]);
        return TranscriptionRequest.From(form).IsRefused(out var invalid, out var request)
            ? invalid
            : await TranscribeAsync(rooms, request, name, cancellationToken);
    }

    // OpenAI's form has no field for the call's id: its clients send it in a header.
    private static async Task<IResult> TranscribeOpenAi(
        HttpRequest http, [AsParameters] TranscriptionRooms rooms, CancellationToken cancellationToken)
    {
        if ((await FormOfAsync(http, rooms, cancellationToken)).IsRefused(out var refusal, out var form))
            return refusal;

        var name = Name(rooms, http.Headers["X-Request-Id"].FirstOrDefault());
        http.HttpContext.Response.Headers["X-Request-Id"] = name;
        return TranscriptionRequest.FromOpenAi(form).IsRefused(out var invalid, out var request)
            ? invalid
            : await TranscribeAsync(rooms, request, name, cancellationToken);
    }

    private static async Task<Checked<TranscriptionForm>> FormOfAsync(
        HttpRequest http, TranscriptionRooms rooms, CancellationToken cancellationToken) =>
        rooms.State.Ready is null
            ? ApiError.NotReady
            : await TranscriptionFormReader.ReadAsync(http, cancellationToken);

    /// <summary>The id that the call was given, or one made for it.</summary>
    private static string Name(TranscriptionRooms rooms, string? given) =>
        rooms.Facts.RequestId = given is { Length: > 0 } ? given : NewId(rooms.Time);

    private static async Task<IResult> TranscribeAsync(
        TranscriptionRooms rooms, TranscriptionRequest request, string requestId, CancellationToken cancellationToken)
    {
        rooms.Facts.Model = request.Model.Name;
        var decoded = await rooms.Decoder.DecodeAsync(request.Audio, request.Model, cancellationToken);
        if (decoded.IsRefused(out var unheard, out var samples))
            return unheard;
        if (rooms.State.Ready is not { } engine)
            return ApiError.NotReady;

        rooms.Facts.Audio = TimeSpan.FromSeconds((double)samples.Length / MoonshineRecognizer.SampleRate);
        var utterances = engine.TranscribeAsync(samples, cancellationToken);
        var created = rooms.Time.GetUtcNow().ToUnixTimeSeconds();
        var transcription = new Transcription(NewId(rooms.Time), created, requestId, request, utterances);
        return request.Stream
            ? new StreamedTranscript(transcription, rooms.Facts)
            : new WholeTranscript(transcription, rooms.Facts);
    }

    private static string NewId(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
}
