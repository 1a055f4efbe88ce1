using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests.Hosting;

/// <summary>A connection on which a test writes what <see cref="HttpClient"/> would not: a request that is cut off, slow or malformed.</summary>
internal sealed class RawConnection : IDisposable
{
    // Only a test that fails waits so long.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);

    private RawConnection()
    {
    }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Connects, and sends the head of a delivery.</summary>
    public static async Task<RawConnection> PostAsync(Uri address, params string[] headers)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(address.Host, address.Port, CancellationToken);
        var head = $"POST {TestConsumer.WebhookPath} HTTP/1.1\r\nHost: {address.Authority}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";
        await connection.SendAsync(Encoding.ASCII.GetBytes(head));
        return connection;
    }

    public async Task SendAsync(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
            sent += await _socket.SendAsync(bytes.AsMemory(sent), CancellationToken);
    }

    /// <summary>Says that nothing more comes; answers can still be read.</summary>
    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Breaks the connection, as a machine does that goes down.</summary>
    public void Reset() => _socket.Close(0);

    public async Task<int> ReadStatusAsync()
    {
        var line = new StringBuilder();
        var buffer = new byte[256];
        while (!line.ToString().Contains("\r\n", StringComparison.Ordinal))
        {
            var count = await _socket.ReceiveAsync(buffer, CancellationToken).AsTask().WaitAsync(Deadline, CancellationToken);
            Assert.True(count > 0, "The server closed the connection without an answer.");
            line.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        return int.Parse(line.ToString().Split(' ')[1], CultureInfo.InvariantCulture);
    }

    public void Dispose() => _socket.Dispose();
}
