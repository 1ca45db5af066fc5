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

        await httpContext.Response.WriteAsJsonAsync(
            AnswerOf(segments), ApiJson.Options, httpContext.RequestAborted);
    }

    private object AnswerOf(IReadOnlyList<TranscriptionAnswer.Segment> segments)
    {
        var text = string.Join(' ', segments.Select(segment => segment.Text));
        return transcription.Request switch
        {
            { Form: AnswerForm.Json } => OpenAiAnswer.Brief(text),
            { Form: AnswerForm.VerboseJson } => OpenAiAnswer.Verbose(facts.Audio, segments, text),
            { Model: var model } => new TranscriptionAnswer(
                transcription.Id,
                transcription.Created,
                transcription.RequestId,
                model.Name,
                model.AnswersSegments ? segments : null,
                text),
        };
    }

    // Down to whole milliseconds: rounded up, a word at the end would end after its file.
    private static double InSeconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMillisecond / 1000.0;
}
