using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Addresses of this machine that nobody has a reason to ask for, and which of them somebody did.</summary>
internal sealed class Canary : IDisposable
{
    private const int MaxRequestLine = 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly byte[] Nothing = "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray();

    private readonly string _secret = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<string, bool> _asked = [];
    private readonly CancellationTokenSource _end = new();

    public Canary()
    {
        _listener.Start();
        _ = ListenAsync();
    }

    /// <summary>An address that has not been given out before.</summary>
    public Uri Next() => new($"http://{_listener.LocalEndpoint}/{_secret}/{Guid.NewGuid():N}");

    /// <summary>Whether somebody asked for an address.</summary>
    public bool WasAsked(Uri address) => _asked.ContainsKey(address.AbsolutePath);

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ListenAsync()
    {
        var end = _end.Token;
        try
        {
            while (true)
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync(end).ConfigureAwait(false), end);
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Nobody is waited for any more.
        }
    }

    private async Task AnswerAsync(TcpClient client, CancellationToken end)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(end);
        patience.CancelAfter(Patience);
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await ReadPathAsync(stream, patience.Token).ConfigureAwait(false) is { } path)
                    _asked.TryAdd(path, true);
                await stream.WriteAsync(Nothing, patience.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // Whoever asked has gone; what was asked for is noted.
            }
        }
    }

    /// <summary>The path in the first line of a request, such as <c>GET /path HTTP/1.1</c>; null where it is no request.</summary>
    private static async Task<string?> ReadPathAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxRequestLine];
        for (var read = 0; read < buffer.Length;)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(read), cancellationToken).ConfigureAwait(false);
            if (count == 0)
                return null;
            read += count;
            if (Encoding.ASCII.GetString(buffer, 0, read).Split("\r\n") is [var line, _, ..])
                return line.Split(' ') is [_, var path, _] ? path.Split('?')[0] : null;
        }

        return null;
    }
}
