using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Longhand.Support.Faults;

/// <summary>A call and the means to answer it, in whole or in part.</summary>
internal sealed class SpeechApiExchange(
    HttpContext context,
    SpeechApiCall call,
    SpeechApiAnswer heard,
    IReadOnlyList<SpeechApiModel> models,
    Action leave,
    CancellationToken ended)
{
    private const int DeltaLength = 8;

    // As the service writes: Chinese is not escaped.
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string taskId = Guid.CreateVersion7().ToString("N");

    public SpeechApiCall Call => call;

    public bool Streams => Call.Stream;

    public CancellationToken Ended => ended;

    public HttpResponse Response => context.Response;

    public static string Json(object value) => JsonSerializer.Serialize(value, Plain);

    /// <summary>The answer as its sender asked for it, cut into the pieces that it is sent in.</summary>
    public IReadOnlyList<string> Pieces() => Streams
        ? [.. Deltas(), Done(), .. EndMark()]
        : [.. Body().Chunk(Math.Max(1, (Body().Length + 3) / 4)).Select(chunk => new string(chunk))];

    public IEnumerable<string> Deltas() => heard.Text.Chunk(DeltaLength).Select(delta => Event(Json(IsOpenAi
        ? new { type = "transcript.text.delta", delta = new string(delta) }
        : new
        {
            id = taskId,
            created = Now(),
            model = Call.Model,
            type = "transcript.text.delta",
            delta = new string(delta),
        })));

    public string Done() => Event(Json(IsOpenAi
        ? new { type = "transcript.text.done", text = heard.Text }
        : new { id = taskId, created = Now(), model = Call.Model, type = "transcript.text.done", text = heard.Text }));

    public string Body() => Body(Call.RequestId);

    /// <summary>The right words under a call's id.</summary>
    public string Body(string? requestId) => Json((IsOpenAi, AnswersWithSegments) switch
    {
        (true, true) => new
        {
            task = "transcribe",
            language = "english",
            duration = Call.Wav?.Duration.TotalSeconds,
            text = heard.Text,
            segments = heard.Parts.Select((part, index) => new
            {
                id = index,
                seek = 0,
                start = part.Start,
                end = part.End,
                text = $" {part.Text}",
                tokens = new[] { 50364 },
                temperature = 0.0,
                avg_logprob = -0.28,
                compression_ratio = 1.2,
                no_speech_prob = 0.01,
            }),
        },
        (true, false) => new { text = heard.Text, usage = new { type = "duration", seconds = 1 } },
        (false, true) => new
        {
            id = taskId,
            created = Now(),
            request_id = requestId,
            model = Call.Model,
            segments = heard.Parts.Select(
                (part, index) => new { id = index, start = part.Start, end = part.End, text = part.Text }),
            text = heard.Text,
        },
        (false, false) =>
            (object)new { id = taskId, created = Now(), request_id = requestId, model = Call.Model, text = heard.Text },
    });

    private bool IsOpenAi => Call.Dialect == SpeechApiDialect.OpenAi;

    private bool AnswersWithSegments =>
        models.Any(model => model.Name == Call.Model && model.Dialect == Call.Dialect && model.AnswersWithSegments)
        && Call.ResponseFormat is null or "verbose_json";

    public static string Event(string data) => $"data: {data}\n\n";

    // Each dialect's streams end their own way.
    private IEnumerable<string> EndMark() => IsOpenAi ? [] : [Event("[DONE]")];

    public void Begin(int status, string? contentType)
    {
        if (IsOpenAi)
            Response.Headers["X-Request-Id"] = $"req_{taskId}";
        Response.StatusCode = status;
        Response.ContentType = contentType;
    }

    public void BeginAnswer() =>
        Begin(StatusCodes.Status200OK, Streams ? "text/event-stream" : "application/json; charset=UTF-8");

    public async Task WriteAsync(string text)
    {
        await Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), ended);
        await Response.Body.FlushAsync(ended);
    }

    /// <summary>Writes what ends the call: whoever reads it may call again before this one returns.</summary>
    public async Task WriteLastAsync(string text)
    {
        leave();
        await WriteAsync(text);
    }

    /// <summary>Writes what completes a right answer.</summary>
    public Task WriteAnswerAsync(string text)
    {
        call.AnsweredText = heard.Text;
        return WriteLastAsync(text);
    }

    /// <summary>Ends the connection with a reset.</summary>
    public void Reset()
    {
        leave();
        context.Abort();
    }

    /// <summary>Does nothing until the sender gives up.</summary>
    public Task HangAsync() => Task.Delay(Timeout.InfiniteTimeSpan, ended);

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds();
}
