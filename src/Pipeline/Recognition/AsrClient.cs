using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Recognition;

/// <summary>Makes one call of the speech API and reads what comes back; knows nothing of second attempts.</summary>
internal sealed partial class AsrClient(
    IHttpClientFactory clients,
    IOptions<RecognitionOptions> options,
    RecognitionMetrics metrics,
    TimeProvider clock,
    ILogger<AsrClient> logger)
{
    /// <summary>The name of its <see cref="HttpClient"/>.</summary>
    public const string Name = "Longhand.Recognition";

    private const string RequestIdHeader = "X-Request-Id";

    private readonly RecognitionOptions options = options.Value;
    private readonly Uri address = AsrAddress.Of(options.Value);
    private readonly ModelProfile model = options.Value.ProfileInUse();

    // What the server takes is found out by asking: users name an address and a model, not their formats.
    private volatile bool givesNoTimes;

    /// <exception cref="HttpRequestException">The connection could not be made, or broke.</exception>
    /// <exception cref="IOException">The connection broke within the answer.</exception>
    public async Task<AsrReply> SendAsync(SegmentAudio audio, string requestId, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        AsrReply? reply = null;
        metrics.Started();
        try
        {
            return reply = await CallAsync(audio, requestId, cancellationToken);
        }
        finally
        {
            metrics.Ended(clock.GetElapsedTime(startedAt), reply);
        }
    }

    private async Task<AsrReply> CallAsync(SegmentAudio audio, string requestId, CancellationToken cancellationToken)
    {
        var format = givesNoTimes ? AnswerFormat.Json : model.AnswerFormat;
        using var client = clients.CreateClient(Name);
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = AsrForm.For(audio, requestId, options, format),
        };
        AddHeaders(request.Headers, requestId);

        using var response = await client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var reply = response.IsSuccessStatusCode
            ? await ReadAnswerAsync(response, audio, requestId, cancellationToken)
            : await ReadErrorAsync(response, cancellationToken);
        return model.Dialect == SpeechDialect.OpenAi ? OfOpenAi(reply, response, requestId, format) : reply;
    }

    private void AddHeaders(HttpRequestHeaders headers, string requestId)
    {
        if (options.ApiKey?.Trim() is { Length: > 0 } key)
            headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (model.Dialect != SpeechDialect.OpenAi)
            return;

        // The form has no field for it. The service logs the one, engines of one's own and proxies the other.
        headers.Add("X-Client-Request-Id", requestId);
        headers.Add(RequestIdHeader, requestId);
    }

    private AsrReply OfOpenAi(AsrReply reply, HttpResponseMessage response, string requestId, AnswerFormat format)
    {
        switch (reply)
        {
            case AsrReply.Answered { Answer: { TaskId: null } answer }
                when response.Headers.TryGetValues(RequestIdHeader, out var ids):
                return new AsrReply.Answered(answer with { TaskId = ids.FirstOrDefault(id => id != requestId) });
            case AsrReply.Failed { Error: { Fault: AsrFault.Refused } error }
                when format == AnswerFormat.VerboseJson && IsAboutTheFormat(error.Message):
                givesNoTimes = true;
                Log.GivesNoTimes(logger, address, model.Model, error.Message);
                return new AsrReply.Failed(error with { Fault = AsrFault.FormatRefused });
            default:
                return reply;
        }
    }

    private static bool IsAboutTheFormat(string message) =>
        message.Contains("verbose_json", StringComparison.OrdinalIgnoreCase)
        || message.Contains("response_format", StringComparison.OrdinalIgnoreCase);

    private async Task<AsrReply> ReadAnswerAsync(
        HttpResponseMessage response, SegmentAudio audio, string requestId, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var body = new BoundedStream(stream, options.LargestAnswerBytes);
        var sent = audio.Sent.Duration;

        // A server may answer in the other form than it was asked for: what it says it sends is what is read.
        var reply = response.Content.Headers.ContentType?.MediaType switch
        {
            "text/event-stream" => await AnswerStream.ReadAsync(body, requestId, sent, cancellationToken),
            null or "application/json" =>
                AnswerReader.Read(await body.ReadToEndAsync(cancellationToken), requestId, sent),
            var other => await ReadForeignAsync(other, body, cancellationToken),
        };
        return (reply, body.IsSpent) switch
        {
            (AsrReply.Failed { Error.Fault: AsrFault.HalfAnswer }, true) => Failed(
                response,
                AsrFault.NoAnswer,
                $"an answer of more than {options.LargestAnswerBytes} bytes (Recognition:LargestAnswerBytes)"),
            (AsrReply.Failed failed, _) => new AsrReply.Failed(WithHeaders(failed.Error, response)),
            _ => reply,
        };
    }

    private async Task<AsrReply> ReadForeignAsync(
        string mediaType, BoundedStream body, CancellationToken cancellationToken)
    {
        await using var start = new BoundedStream(body, options.LargestErrorBytes);
        var (code, message) = ErrorBody.Read((await start.ReadToEndAsync(cancellationToken)).Span);
        return new AsrReply.Failed(code is null
            ? new AsrError(AsrFault.NoAnswer, $"an answer of type {mediaType}: {message}")
            : new AsrError(AsrFault.Refused, message, Code: code));
    }

    private async Task<AsrReply> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var body = new BoundedStream(stream, options.LargestErrorBytes);
        var (code, message) = ErrorBody.Read((await body.ReadToEndAsync(cancellationToken)).Span);
        return Failed(response, AsrFault.Refused, message, code);
    }

    private AsrReply.Failed Failed(HttpResponseMessage response, AsrFault fault, string message, string? code = null) =>
        new(WithHeaders(new AsrError(fault, message, Code: code), response));

    private AsrError WithHeaders(AsrError error, HttpResponseMessage response) => error with
    {
        Status = (int)response.StatusCode,
        RetryAfter = RetryAfter(response.Headers),
    };

    private TimeSpan? RetryAfter(HttpResponseHeaders headers)
    {
        var header = headers.RetryAfter;
        var wait = Milliseconds(headers) ?? header?.Delta ?? (header?.Date - clock.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }

    // OpenAI tells the wait in finer steps, too.
    private static TimeSpan? Milliseconds(HttpResponseHeaders headers) =>
        headers.TryGetValues("retry-after-ms", out var values)
        && double.TryParse(values.First(), out var milliseconds)
        && milliseconds is > 0 and < int.MaxValue
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "{Address} answers without times where {Model} is asked, so they are estimated from now on: {Reason}")]
        public static partial void GivesNoTimes(ILogger logger, Uri address, string model, string reason);
    }
}
