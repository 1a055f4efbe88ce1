using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests.Hosting;

/// <summary>Sends requests that <see cref="HttpClient"/> would tidy up, such as two headers of one name.</summary>
internal static class RawRequest
{
    public static async Task<Answer> PostAsync(Uri address, string[] headers, byte[] body)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellationToken);
        await using var stream = client.GetStream();
        var head = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"POST {TestConsumer.WebhookPath} HTTP/1.1\r\n")
            .Append(CultureInfo.InvariantCulture, $"Host: {address.Authority}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n")
            .AppendJoin("", headers.Select(header => header + "\r\n"))
            .Append("\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ToString()), cancellationToken);
        await stream.WriteAsync(body, cancellationToken);

        using var reader = new StreamReader(stream, Encoding.ASCII);
        var answer = await reader.ReadToEndAsync(cancellationToken);
        var status = int.Parse(answer.Split(' ')[1], CultureInfo.InvariantCulture);
        return new(status, answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
    }
}
