namespace Longhand.SpeechServer.Api;

/// <summary>Answers with the finished transcript as one JSON object.</summary>
internal sealed class WholeTranscript(Transcription transcription, RequestFacts facts) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var segments = new List<TranscriptionAnswer.Segment>();
        await foreach (var utterance in transcription.Utterances.WithCancellation(httpContext.RequestAborted))
        {
            segments.Add(new(segments.Count, InSeconds(utterance.Start), InSeconds(utterance.End), utterance.Text));
            facts.Count(utterance);
        }

        var answer = new TranscriptionAnswer(
            transcription.Id,
            transcription.Created,
            transcription.RequestId,
            transcription.Request.Model.Name,
            transcription.Request.Model.AnswersSegments ? segments : null,
            string.Join(' ', segments.Select(segment => segment.Text)));
        await httpContext.Response.WriteAsJsonAsync(answer, ApiJson.Options, httpContext.RequestAborted);
    }

    // Down to whole milliseconds: rounded up, a word at the end would end after its file.
    private static double InSeconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMillisecond / 1000.0;
}
