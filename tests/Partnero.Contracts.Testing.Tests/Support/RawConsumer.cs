using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Partnero.Contracts.Testing.Tests.Support;

/// <summary>A port that answers every request with the same bytes, and then closes the connection, or goes on with spaces as long as they are taken.</summary>
internal sealed class RawConsumer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;
    private readonly bool _isEndless;
    private readonly Task _serving;
    private long _taken;

    /// <param name="answer">One byte for each character.</param>
    /// <param name="isEndless">Whether it goes on.</param>
    public RawConsumer(string answer, bool isEndless = false)
    {
        _isEndless = isEndless;
        _answer = Encoding.Latin1.GetBytes(answer);
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>How many bytes were taken from it.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    public WebhookConsumer Seen => new(new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hook"), ScriptedConsumer.Secret);

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
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                var stream = connection.GetStream();
                var request = new StringBuilder();
                var buffer = new byte[4096];
                while (!IsWhole(request.ToString()) && await stream.ReadAsync(buffer) is var read and > 0)
                    request.Append(Encoding.Latin1.GetString(buffer, 0, read));
                if (!IsWhole(request.ToString()))
                    return;
                await stream.WriteAsync(_answer);
                Array.Fill(buffer, (byte)' ');
                while (_isEndless)
                {
                    await stream.WriteAsync(buffer);
                    Interlocked.Add(ref _taken, buffer.Length);
                }
            }
            catch (IOException)
            {
                // The sender has hung up.
            }
        }
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return false;
        var length = request[..end].Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return request.Length >= end + 4 + (length is null ? 0 : int.Parse(length.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
