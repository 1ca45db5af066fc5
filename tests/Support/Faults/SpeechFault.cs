using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Longhand.Support.Faults;

/// <summary>One way in which a call can end otherwise than it should.</summary>
public sealed class SpeechFault
{
    private readonly Func<SpeechApiExchange, Task> answer;

    private SpeechFault(string name, Func<SpeechApiExchange, Task> answer) => (Name, this.answer) = (name, answer);

    /// <summary>What a call that met it says of it.</summary>
    public string Name { get; }

    /// <summary>No fault but the right answer, for rules that spare a call from later ones.</summary>
    public static SpeechFault None { get; } = new("none", exchange =>
    {
        exchange.BeginAnswer();
        return exchange.WriteAnswerAsync(string.Concat(exchange.Pieces()));
    });

    /// <summary>The request is read, and no answer ever comes.</summary>
    public static SpeechFault Hang { get; } = new("hang", exchange => exchange.HangAsync());

    /// <summary>The answer begins, and then nothing more comes.</summary>
    public static SpeechFault HangInAnswer { get; } = new("hang in the answer", async exchange =>
    {
        exchange.BeginAnswer();
        await exchange.WriteAsync(exchange.Pieces()[0]);
        await exchange.HangAsync();
    });

    /// <summary>The connection is reset before any answer.</summary>
    public static SpeechFault Reset { get; } = new("reset", exchange =>
    {
        exchange.Reset();
        return Task.CompletedTask;
    });

    /// <summary>The connection is reset within the answer.</summary>
    public static SpeechFault ResetInAnswer { get; } = new("reset in the answer", async exchange =>
    {
        exchange.BeginAnswer();
        await exchange.WriteAsync(exchange.Pieces()[0]);
        exchange.Reset();
    });

    /// <summary>
    /// The answer ends cleanly in its middle: half a JSON body, or deltas without <c>transcript.text.done</c>.
    /// </summary>
    public static SpeechFault CutAnswer { get; } = new("cut answer", async exchange =>
    {
        exchange.BeginAnswer();
        await exchange.WriteLastAsync(exchange.Streams ? string.Concat(exchange.Deltas()) : exchange.Pieces()[0]);
    });

    /// <summary>A stream of deltas and the end mark, but without <c>transcript.text.done</c>.</summary>
    public static SpeechFault StreamWithoutDone { get; } = new("stream without done", async exchange =>
    {
        exchange.Begin(StatusCodes.Status200OK, "text/event-stream");
        await exchange.WriteLastAsync(
            string.Concat(exchange.Deltas()) + SpeechApiExchange.Event("[DONE]"));
    });

    /// <summary>A whole answer as a stream that ends without the end mark: right enough to be taken.</summary>
    public static SpeechFault StreamWithoutEndMark { get; } = new("stream without end mark", async exchange =>
    {
        exchange.Begin(StatusCodes.Status200OK, "text/event-stream");
        await exchange.WriteAnswerAsync(exchange.Done());
    });

    /// <summary>A whole answer as a stream that never ends: right enough to be taken.</summary>
    public static SpeechFault HangAfterDone { get; } = new("hang after done", async exchange =>
    {
        exchange.Begin(StatusCodes.Status200OK, "text/event-stream");
        await exchange.WriteAnswerAsync(exchange.Done());
        await exchange.HangAsync();
    });

    /// <summary>Status 200 and nothing else.</summary>
    public static SpeechFault EmptyBody { get; } = new("empty body", exchange =>
    {
        exchange.BeginAnswer();
        return exchange.WriteLastAsync("");
    });

    /// <summary>The right answer under the wrong content type.</summary>
    public static SpeechFault WrongContentType { get; } = new("wrong content type", exchange =>
    {
        exchange.Begin(StatusCodes.Status200OK, "application/octet-stream");
        return exchange.WriteLastAsync(exchange.Body());
    });

    /// <summary>An answer whose text is not that of its segments.</summary>
    public static SpeechFault Contradiction { get; } = new("contradiction", exchange =>
    {
        exchange.Begin(StatusCodes.Status200OK, "application/json");
        return exchange.WriteLastAsync(SpeechApiExchange.Json(new
        {
            text = "It says one thing here.",
            segments = new[] { new { id = 0, start = 0.0, end = 1.0, text = "And quite another in its parts!" } },
        }));
    });

    /// <summary>The answer of another call, as a proxy that mixes connections up would give it.</summary>
    public static SpeechFault AnswerOfAnother { get; } = new("answer of another call", exchange =>
    {
        exchange.Begin(StatusCodes.Status200OK, "application/json");
        return exchange.WriteLastAsync(exchange.Body($"{Guid.CreateVersion7():N}-0-1-0123abcd"));
    });

    /// <summary>An error as the service tells it.</summary>
    public static SpeechFault Error(
        int status,
        string? code,
        string message,
        ErrorShape shape = ErrorShape.Nested,
        TimeSpan? retryAfter = null,
        DateTimeOffset? retryAt = null,
        int? retryAfterMilliseconds = null) =>
        new($"{status} {code}", exchange =>
        {
            exchange.Begin(status, "application/json; charset=UTF-8");
            if (retryAfter is { } wait)
                exchange.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            else if (retryAt is { } at)
                exchange.Response.Headers.RetryAfter = at.ToString("R", CultureInfo.InvariantCulture);
            if (retryAfterMilliseconds is { } milliseconds)
                exchange.Response.Headers["retry-after-ms"] = milliseconds.ToString(CultureInfo.InvariantCulture);
            return exchange.WriteLastAsync(ErrorBody(exchange.Call.Dialect, code, message, shape));
        });

    /// <summary>An error told by an event, after a delta.</summary>
    public static SpeechFault StreamError(string code, string message) => new($"stream error {code}", async exchange =>
    {
        exchange.Begin(StatusCodes.Status200OK, "text/event-stream");
        await exchange.WriteAsync(exchange.Deltas().First());
        await exchange.WriteLastAsync(SpeechApiExchange.Event(
            ErrorBody(exchange.Call.Dialect, code, message, ErrorShape.Nested)));
    });

    /// <summary>A stream that ends abnormally and gives only a <c>finish_reason</c>.</summary>
    public static SpeechFault StreamFinish(string reason) => new($"finish_reason {reason}", exchange =>
    {
        exchange.Begin(StatusCodes.Status200OK, "text/event-stream");
        return exchange.WriteLastAsync(SpeechApiExchange.Event(SpeechApiExchange.Json(
            new { choices = new[] { new { index = 0, finish_reason = reason } } })));
    });

    /// <summary>A page of a proxy in between.</summary>
    public static SpeechFault Html(int status = StatusCodes.Status200OK) => Raw(
        status, "text/html", "<html><head><title>Gateway</title></head><body><h1>Please log in</h1></body></html>");

    /// <summary>The right answer, one piece at a time.</summary>
    public static SpeechFault SlowBody(TimeSpan between) => new("slow body", async exchange =>
    {
        exchange.BeginAnswer();
        var pieces = exchange.Pieces();
        foreach (var piece in pieces.SkipLast(1))
        {
            await exchange.WriteAsync(piece);
            await Task.Delay(between, exchange.Ended);
        }

        await exchange.WriteAnswerAsync(pieces[^1]);
    });

    /// <summary>A body that goes on for ever, under any status.</summary>
    public static SpeechFault EndlessBody(int status) => new("endless body", async exchange =>
    {
        exchange.Begin(status, "application/json");
        var piece = new string('x', 64 * 1024);
        while (!exchange.Ended.IsCancellationRequested)
            await exchange.WriteAsync(piece);
    });

    /// <summary>Anything at all.</summary>
    public static SpeechFault Raw(int status, string? contentType, string body) =>
        new($"{status} {contentType}", exchange =>
        {
            exchange.Begin(status, contentType);
            return exchange.WriteLastAsync(body);
        });

    internal Task AnswerAsync(SpeechApiExchange exchange) => answer(exchange);

    private static string ErrorBody(SpeechApiDialect dialect, string? code, string message, ErrorShape shape) =>
        SpeechApiExchange.Json(shape switch
        {
            ErrorShape.NestedNumber => new { error = new { code = Number(code), message } },
            ErrorShape.Flat => new { code, message },
            ErrorShape.FlatNumber => new { code = Number(code), msg = message, success = false },
            ErrorShape.Detail => new { detail = message },
            ErrorShape.DetailList => new { detail = new[] { new { loc = new[] { "body", code }, msg = message } } },
            _ when dialect == SpeechApiDialect.OpenAi =>
                new { error = new { message, type = "invalid_request_error", param = (string?)null, code } },
            _ => (object)new { error = new { code, message } },
        });

    private static int? Number(string? code) =>
        int.TryParse(code, CultureInfo.InvariantCulture, out var number) ? number : null;
}
