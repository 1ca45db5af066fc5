using Longhand.Support;

namespace Longhand.IntegrationTests.SpeechServer;

public sealed class SpeechServerFixture : IAsyncLifetime
{
    private SpeechServerProcess? server;

    public SpeechServerProcess Server => server ?? throw new InvalidOperationException("The speech server was not started.");

    public async ValueTask InitializeAsync() =>
        server = await SpeechServerProcess.StartAsync([], TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
    }
}
