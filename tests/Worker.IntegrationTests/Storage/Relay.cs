using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Longhand.IntegrationTests.Storage;

/// <summary>A way to a server on this machine on which connections can die without a word, as behind a router that forgets them.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    private readonly CancellationTokenSource ending = new();

    private readonly ConcurrentBag<CancellationTokenSource> connections = [];

    private readonly Task accepting;

    public Relay(int port)
    {
        listener.Start();
        accepting = AcceptAsync(port);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What is connected now stays so and hears nothing more; new connections are whole.</summary>
    public void FallSilent()
    {
        while (connections.TryTake(out var connection))
            connection.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Dispose();
        ending.Dispose();
    }

    private async Task AcceptAsync(int port)
    {
        var carried = new List<Task>();
        try
        {
            while (true)
                carried.Add(CarryAsync(await listener.AcceptTcpClientAsync(ending.Token), port));
        }
        finally
        {
            await Task.WhenAll(carried).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CarryAsync(TcpClient near, int port)
    {
        using var silent = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
        connections.Add(silent);
        using (near)
        using (var far = new TcpClient())
        {
            await far.ConnectAsync(IPAddress.Loopback, port, silent.Token);
            var ways = Task.WhenAny(
                near.GetStream().CopyToAsync(far.GetStream(), silent.Token), far.GetStream().CopyToAsync(near.GetStream(), silent.Token));
            await ways;
            // Kept open, so that neither side learns that nothing is carried any more.
            if (silent.IsCancellationRequested)
                await Task.Delay(Timeout.Infinite, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
