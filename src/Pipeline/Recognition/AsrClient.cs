using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Longhand.Recognition;

/// <summary>Makes one call of the speech API and reads what comes back; knows nothing of second attempts.</summary>
internal sealed class AsrClient(
    IHttpClientFactory clients, IOptions<RecognitionOptions> options, RecognitionMetrics metrics, TimeProvider clock)
{
    /// <summary>The name of its <see cref="HttpClient"/>.</summary>
    public const string Name = "Longhand.Recognition";

    private readonly RecognitionOptions options = options.Value;

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
        using var client = clients.CreateClient(Name);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address())
        {
            Content = AsrForm.For(audio, requestId, options),
        };
        if (options.ApiKey?.Trim() is { Length: > 0 } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);

        using var response = await client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return response.IsSuccessStatusCode
            ? await ReadAnswerAsync(response, audio, requestId, cancellationToken)
            : await ReadErrorAsync(response, cancellationToken);
    }

    private Uri Address()
    {
        var root = options.BaseAddress.AbsoluteUri;
        return new Uri((root.EndsWith('/') ? root : root + '/') + options.ProfileInUse().Path.TrimStart('/'));
    }

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
        RetryAfter = RetryAfter(response.Headers.RetryAfter),
    };

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        (header?.Delta ?? (header?.Date - clock.GetUtcNow())) is { } wait && wait > TimeSpan.Zero ? wait : null;
}
