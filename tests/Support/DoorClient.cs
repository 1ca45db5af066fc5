using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Longhand.Support;

/// <summary>A user of the HTTP API.</summary>
public sealed class DoorClient(Uri worker) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient http = new() { BaseAddress = worker };

    /// <summary>Uploads the file and returns the recording's id.</summary>
    /// <exception cref="InvalidOperationException">It was not accepted; the message has the answer.</exception>
    public Task<string> SubmitAsync(string path, CancellationToken cancellationToken) =>
        SubmitAsync(path, query: "", cancellationToken);

    /// <summary>The same with what is chosen for it, as a query that begins with a question mark.</summary>
    public async Task<string> SubmitAsync(string path, string query, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        using var form = new MultipartFormDataContent { { new StreamContent(file), "file", Path.GetFileName(path) } };
        var address = new Uri($"v1/recordings{query}", UriKind.Relative);
        using var answer = await http.PostAsync(address, form, cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Accepted)
            throw new InvalidOperationException($"{path} was not accepted: {(int)answer.StatusCode} {body}");
        return JsonElement.Parse(body).GetProperty("id").GetString()!;
    }

    public Task<JsonElement> FindAsync(string id, CancellationToken cancellationToken) =>
        http.GetFromJsonAsync<JsonElement>(new Uri($"v1/recordings/{id}", UriKind.Relative), cancellationToken);

    /// <summary>Anything else that the API shows.</summary>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), cancellationToken);

    public Task<JsonElement> ListAsync(CancellationToken cancellationToken) =>
        http.GetFromJsonAsync<JsonElement>(new Uri("v1/recordings", UriKind.Relative), cancellationToken);

    public Task<string> TranscriptAsync(string id, string format, CancellationToken cancellationToken) =>
        http.GetStringAsync(new Uri($"v1/recordings/{id}/transcript?format={format}", UriKind.Relative), cancellationToken);

    public async Task<JsonElement> TranscriptAsync(string id, CancellationToken cancellationToken) =>
        JsonElement.Parse(await TranscriptAsync(id, "json", cancellationToken));

    /// <summary>Tells it to cancel, pause, resume or retry, and returns what it is then.</summary>
    /// <exception cref="InvalidOperationException">It was refused; the message has the answer.</exception>
    public async Task<JsonElement> CommandAsync(string id, string command, CancellationToken cancellationToken)
    {
        var address = new Uri($"v1/recordings/{id}/{command}", UriKind.Relative);
        using var answer = await http.PostAsync(address, content: null, cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{command} was refused: {(int)answer.StatusCode} {body}");
        return JsonElement.Parse(body);
    }

    /// <summary>The status that its deletion is answered with.</summary>
    public async Task<HttpStatusCode> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        using var answer = await http.DeleteAsync(new Uri($"v1/recordings/{id}", UriKind.Relative), cancellationToken);
        return answer.StatusCode;
    }

    /// <summary>Waits until the recording is as wanted; fails with what it is after the deadline.</summary>
    public async Task<JsonElement> WaitUntilAsync(
        string id, Func<JsonElement, bool> wanted, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var giveUpAt = DateTimeOffset.UtcNow + deadline;
        while (true)
        {
            var recording = await FindAsync(id, cancellationToken);
            if (wanted(recording))
                return recording;
            if (DateTimeOffset.UtcNow > giveUpAt)
                throw new TimeoutException($"After {deadline} the recording is still {recording}.");
            await Task.Delay(Pause, cancellationToken);
        }
    }

    public Task<JsonElement> WaitUntilFinalAsync(string id, CancellationToken cancellationToken) =>
        WaitUntilAsync(id, recording => recording.GetProperty("final").GetBoolean(), TimeSpan.FromMinutes(5), cancellationToken);

    public void Dispose() => http.Dispose();
}
