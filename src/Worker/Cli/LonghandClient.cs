using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Longhand.Api;
using Microsoft.AspNetCore.Mvc;

namespace Longhand.Cli;

/// <summary>Speaks to a worker over its HTTP API; every refusal is told in its own words.</summary>
internal sealed class LonghandClient(Uri server) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = Patience, UseProxy = !server.IsLoopback })
    {
        BaseAddress = server,
        // Uploads and streams last as long as they last; ConnectTimeout finds a server that is not there.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public Uri Server => server;

    public void Dispose() => http.Dispose();

    /// <summary>Sends a file as it is read from the disk.</summary>
    /// <param name="file">The recording.</param>
    /// <param name="choices">What is chosen for it.</param>
    /// <param name="sent">Told of every piece: bytes sent so far.</param>
    /// <param name="cancellationToken">Stops the upload, of which the server then keeps nothing.</param>
    public async Task<Submitted> SubmitAsync(
        FileInfo file, RecordingChoices choices, Action<long> sent, CancellationToken cancellationToken)
    {
        await using var content = new FileStream(
            file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        using var part = new UploadContent(content, sent);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        // The plain filename cannot carry quotes; this form carries every character.
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileNameStar = file.Name };
        using var form = new MultipartFormDataContent { part };
        var path = $"v1/recordings{choices.ToQuery()}";
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        // A refusal comes before the body then, and can be read instead of a reset connection.
        request.Headers.ExpectContinue = true;
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return new Submitted(
            await ReadAsync<RecordingView>(response, cancellationToken), response.StatusCode == HttpStatusCode.Accepted);
    }

    /// <summary>The event stream of one recording; the caller disposes it.</summary>
    public async Task<HttpResponseMessage> OpenEventsAsync(Guid id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"v1/recordings/{id}/events");
        return await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public async Task<string> TranscriptAsync(string id, string format, CancellationToken cancellationToken)
    {
        var path = $"v1/recordings/{Uri.EscapeDataString(id)}/transcript?format={Uri.EscapeDataString(format)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    public async Task<RecordingPage> ListAsync(int limit, string? status, CancellationToken cancellationToken)
    {
        var path = $"v1/recordings?limit={limit}{(status is null ? "" : $"&status={Uri.EscapeDataString(status)}")}";
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return await ReadAsync<RecordingPage>(response, cancellationToken);
    }

    /// <summary>Tells a recording to cancel, pause, resume or retry.</summary>
    public async Task<RecordingView> CommandAsync(string id, string command, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/recordings/{Uri.EscapeDataString(id)}/{command}");
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return await ReadAsync<RecordingView>(response, cancellationToken);
    }

    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"v1/recordings/{Uri.EscapeDataString(id)}");
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
    }

    public Task<QueueView> QueueAsync(CancellationToken cancellationToken) =>
        QueueAsync(HttpMethod.Get, "v1/queue", cancellationToken);

    /// <summary>Ends the speech account's pause.</summary>
    public Task<QueueView> ResumeAsync(CancellationToken cancellationToken) =>
        QueueAsync(HttpMethod.Post, "v1/queue/resume", cancellationToken);

    private async Task<QueueView> QueueAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return await ReadAsync<QueueView>(response, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, completion, cancellationToken);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError
            is not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError))
        {
            throw new CommandFailedException(
                $"The connection to {server} broke off ({Innermost(failure).Message}). Try again.", failure)
            { MayPass = true };
        }
        catch (Exception failure) when (failure is HttpRequestException || IsConnectTimeout(failure, cancellationToken))
        {
            throw new CommandFailedException(
                $"The worker at {server} does not answer ({Innermost(failure).Message}). Start one with 'longhand serve', or name another with --server.",
                failure)
            { MayPass = true };
        }

        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw new CommandFailedException(await RefusalAsync(response, cancellationToken)) { MayPass = IsTrouble(response.StatusCode) };
    }

    private static Exception Innermost(Exception failure) =>
        failure is SocketException || failure.InnerException is null ? failure : Innermost(failure.InnerException);

    private static bool IsTrouble(HttpStatusCode status) =>
        status is >= HttpStatusCode.InternalServerError and not HttpStatusCode.InsufficientStorage;

    private static bool IsConnectTimeout(Exception failure, CancellationToken cancellationToken) =>
        failure is TaskCanceledException && !cancellationToken.IsCancellationRequested;

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(ApiJson.Options, cancellationToken)
                ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException failure)
        {
            throw new CommandFailedException(
                $"{server} answers, but not as a Longhand worker does. Check --server.", failure);
        }
    }

    private async Task<string> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var problem = await response.Content.ReadFromJsonAsync<ProblemDetails>(ApiJson.Options, cancellationToken);
            if ((problem?.Detail ?? problem?.Title) is { } said)
                return said;
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException or HttpRequestException or IOException)
        {
            // Not this API's error body: the status is all there is to tell.
        }

        return response.StatusCode == HttpStatusCode.NotFound
            ? $"{server} has no such page (404): it may be no Longhand worker. Check --server."
            : $"{server} answered {(int)response.StatusCode} {response.ReasonPhrase}.";
    }
}
