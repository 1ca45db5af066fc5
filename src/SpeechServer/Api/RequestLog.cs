namespace Longhand.SpeechServer.Api;

/// <summary>One line for each request that was more than a look at the health.</summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext context, RequestFacts facts)
    {
        var startedAt = time.GetTimestamp();
        await next(context);
        var seconds = time.GetElapsedTime(startedAt).TotalSeconds;

        if (context.RequestAborted.IsCancellationRequested)
            Log.Left(logger, facts.RequestId, seconds);
        else if (facts.Refusal is { } refusal)
            Log.Refused(logger, facts.RequestId, refusal.Status, refusal.Code, refusal.Message, seconds);
        else if (facts.Audio > TimeSpan.Zero)
            Log.Transcribed(
                logger, facts.RequestId, facts.Audio.TotalSeconds, seconds, facts.Model, facts.Utterances, facts.Words);
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "Transcribed {RequestId}: {AudioSeconds:0.00} s of audio in {Seconds:0.00} s "
            + "({Model}, {Utterances} utterances, {Words} words)")]
        public static partial void Transcribed(
            ILogger logger, string requestId, double audioSeconds, double seconds, string model, int utterances, int words);

        [LoggerMessage(LogLevel.Information, "Refused {RequestId} with {Status} {Code} after {Seconds:0.00} s: {Message}")]
        public static partial void Refused(
            ILogger logger, string requestId, int status, string code, string message, double seconds);

        [LoggerMessage(LogLevel.Information, "The client of {RequestId} left after {Seconds:0.00} s; its work was dropped")]
        public static partial void Left(ILogger logger, string requestId, double seconds);
    }
}
