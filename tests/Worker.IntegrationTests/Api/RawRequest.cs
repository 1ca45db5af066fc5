using System.Net.Sockets;
using System.Text;

namespace Longhand.IntegrationTests.Api;

/// <summary>A client that sends what it likes.</summary>
internal sealed class RawRequest : IDisposable
{
    private readonly TcpClient connection = new();

    public async Task SendAsync(Uri server, string request)
    {
        if (!connection.Connected)
            await connection.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        await connection.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
    }

    /// <summary>Everything that the server says until it closes the connection.</summary>
    public async Task<string> AnswerAsync()
    {
        using var reader = new StreamReader(connection.GetStream(), Encoding.UTF8, leaveOpen: true);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => connection.Dispose();
}
