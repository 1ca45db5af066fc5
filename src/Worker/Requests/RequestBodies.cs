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

    public RequestBody Of(HttpRequest request) => new(request.BodyReader, stallTimeout, clock, ending.Token);

    public void Dispose()
    {
        atShutdown.Dispose();
        ending.Dispose();
    }
}
