using Longhand.Api;
using Longhand.Journey;
using Microsoft.Extensions.Options;

namespace Longhand.Requests;

/// <summary>Opens the bodies of requests, and ends those that would outlast this process.</summary>
/// <remarks>
/// A server that stops waits for its requests, and the queue for the server: an upload of an hour would keep recordings
/// from being handed over. So uploads have the time that calls in flight have.
/// </remarks>
internal sealed class RequestBodies : IDisposable
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(200);

    private readonly TimeSpan stallTimeout;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource ending;
    private readonly CancellationTokenRegistration atShutdown;

    public RequestBodies(
        IOptions<ApiOptions> api, IOptions<JourneyOptions> journey, IHostApplicationLifetime lifetime, TimeProvider clock)
    {
        (stallTimeout, this.clock) = (api.Value.UploadStallTimeout, clock);
        ending = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        atShutdown = lifetime.ApplicationStopping.Register(() => ending.CancelAfter(journey.Value.Grace));
    }

    public RequestBody Of(HttpRequest request)
    {
        var context = request.HttpContext;
        context.Response.OnCompleted(() => ending.IsCancellationRequested ? CutOffAsync(context) : Task.CompletedTask);
        return new RequestBody(request.BodyReader, stallTimeout, clock, ending.Token);
    }

    // A server that stops waits without end for the rest of a body that nobody reads any more.
    private async Task CutOffAsync(HttpContext context)
    {
        // None: the answer is on its way to the client, who would not see it otherwise.
        await Task.Delay(AnswerTime, clock, CancellationToken.None);
        context.Abort();
    }

    public void Dispose()
    {
        atShutdown.Dispose();
        ending.Dispose();
    }
}
