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

    /// <summary>Everything that the server says until it closes the connection, or breaks it off because no more of the body came.</summary>
    public async Task<string> AnswerAsync()
    {
        using var said = new MemoryStream();
        try
        {
            await connection.GetStream().CopyToAsync(said, TestContext.Current.CancellationToken);
        }
        catch (IOException reset) when (said.Length > 0 && reset.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            // The answer was there before.
        }

        return Encoding.UTF8.GetString(said.ToArray());
    }

    public void Dispose() => connection.Dispose();
}
