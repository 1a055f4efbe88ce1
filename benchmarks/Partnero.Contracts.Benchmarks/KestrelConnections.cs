using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Partnero.Contracts.Benchmarks;

/// <summary>Connections over which the same request goes again and again: one on its way on each, and no more work than the sockets make.</summary>
internal sealed class KestrelConnections : IDisposable
{
    private static ReadOnlySpan<byte> Accepted => "HTTP/1.1 200 "u8;

    private static ReadOnlySpan<byte> End => "\r\n\r\n"u8;

    private readonly byte[] _request;
    private readonly byte[] _answer = new byte[4096];
    private readonly Socket[] _sockets;

    /// <param name="server">Where the server listens.</param>
    /// <param name="path">The path that is posted to.</param>
    /// <param name="body">The body.</param>
    /// <param name="signature">Its signature.</param>
    /// <param name="count">How many connections there are.</param>
    public KestrelConnections(IPEndPoint server, string path, byte[] body, string signature, int count)
    {
        var head = $"POST {path} HTTP/1.1\r\nHost: {server}\r\nContent-Type: application/json\r\n{PartneroSignature.HeaderName}: {signature}\r\nContent-Length: {body.Length}\r\n\r\n";
        _request = [.. Encoding.ASCII.GetBytes(head), .. body];
        _sockets = [.. Enumerable.Range(0, count).Select(_ => Connect(server))];
    }

    /// <summary>Sends a request over each connection, and takes the answers.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="InvalidOperationException">One is no bare 200.</exception>
    public int SendAll()
    {
        foreach (var socket in _sockets)
            _ = socket.Send(_request);
        foreach (var socket in _sockets)
            TakeAnswer(socket);
        return _sockets.Length;
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    private static Socket Connect(IPEndPoint server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(server);
        return socket;
    }

    private void TakeAnswer(Socket socket)
    {
        var count = 0;
        while (!_answer.AsSpan(0, count).EndsWith(End))
        {
            var more = socket.Receive(_answer.AsSpan(count));
            if (more == 0)
                throw new InvalidOperationException("The server closed a connection.");
            count += more;
        }

        if (!_answer.AsSpan(0, count).StartsWith(Accepted))
            throw new InvalidOperationException($"The server answered otherwise than with 200:\n{Encoding.ASCII.GetString(_answer, 0, count)}");
    }
}
