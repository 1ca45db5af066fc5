using System.Text;

namespace Longhand.SpeechServer.Api;

/// <summary>Answers with an event for each utterance as it is heard, then the whole text, then <c>[DONE]</c>.</summary>
internal sealed class StreamedTranscript(Transcription transcription, RequestFacts facts) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // The head goes out with the first event, so that a failure before it can still be answered as one. A failure
        // after it cuts the stream: a client knows by the missing "done".
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache";

        var text = new StringBuilder();
        await foreach (var utterance in transcription.Utterances.WithCancellation(httpContext.RequestAborted))
        {
            var delta = text.Length == 0 ? utterance.Text : $" {utterance.Text}";
            text.Append(delta);
            facts.Count(utterance);
            await WriteAsync(response, EventFrames.Of(TranscriptEvent.Heard(transcription, delta)));
        }

        await WriteAsync(response, EventFrames.Of(TranscriptEvent.Done(transcription, text.ToString())));
        await WriteAsync(response, EventFrames.End);
    }

    private static async Task WriteAsync(HttpResponse response, string frame)
    {
        await response.WriteAsync(frame, response.HttpContext.RequestAborted);
        await response.Body.FlushAsync(response.HttpContext.RequestAborted);
    }
}
