using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

/// <summary>A port that breaks off some connections, and answers 200 to the others.</summary>
internal sealed class BreakingConsumer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<int, string, bool> _breaksOff;
    private readonly int _last;
    private readonly Task _serving;
    private volatile bool _isOver;
    private int _count;

    /// <param name="breaksOff">Whether a connection is broken off: by its number, from 1, and the request's headers.</param>
    /// <param name="last">After which connection nothing listens any more.</param>
    public BreakingConsumer(Func<int, string, bool> breaksOff, int last = int.MaxValue)
    {
        _last = last;
        _breaksOff = breaksOff;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hook");
        _serving = ServeAsync();
    }

    public int Count => _count;

    public Uri Address { get; }

    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (_count < _last)
            {
                using var connection = await _listener.AcceptTcpClientAsync();
                if (_count + 1 == _last)
                    _listener.Stop();
                await AnswerAsync(connection.GetStream());
            }
        }
        catch (Exception exception) when (_isOver && exception is SocketException or InvalidOperationException or IOException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var request = "";
        var buffer = new byte[16 * 1024];
        while (!IsWhole(request) && await stream.ReadAsync(buffer) is var read and > 0)
            request += Encoding.Latin1.GetString(buffer, 0, read);
        if (!_breaksOff(++_count, request))
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = request.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return end >= 0 && length is not null && request.Length >= end + 4 + int.Parse(length.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
