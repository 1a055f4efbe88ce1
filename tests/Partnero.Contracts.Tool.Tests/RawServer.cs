using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>A port that takes connections, says the same to each, which may be nothing, and closes it.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _says;
    private readonly Task _serving;

    public RawServer(string says)
    {
        _says = Encoding.ASCII.GetBytes(says);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync();
                await SayAsync(connection);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task SayAsync(TcpClient connection)
    {
        try
        {
            var stream = connection.GetStream();
            await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
            await stream.WriteAsync(_says);
        }
        catch (IOException)
        {
            // The sender has hung up.
        }
    }
}
