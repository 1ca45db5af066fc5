using Microsoft.Extensions.Options;

namespace Longhand.SpeechServer.Api;

/// <summary>Bounds the requests inside, and with them the uploads in memory.</summary>
internal sealed class RequestGate(IOptions<SpeechServerOptions> options) : IEndpointFilter, IDisposable
{
    private readonly SemaphoreSlim places = new(options.Value.Slots + options.Value.Queue);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (!await places.WaitAsync(TimeSpan.Zero, context.HttpContext.RequestAborted))
            return ApiError.QueueFull;

        // The place is held until the answer is out, which is after this filter has returned it.
        context.HttpContext.Response.OnCompleted(Leave);
        return await next(context);
    }

    public void Dispose() => places.Dispose();

    private Task Leave()
    {
        places.Release();
        return Task.CompletedTask;
    }
}
