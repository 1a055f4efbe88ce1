using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Partnero.Contracts.Testing.Tests.Outcomes;

/// <summary>What a consumer in process was sent.</summary>
internal sealed record Received(int Number, string Event, string Entity, bool IsSigned, string Body);

/// <summary>A consumer in process that answers as a test says, and keeps what it was sent.</summary>
internal sealed class ScriptedHandler(Func<Received, int> answer) : HttpMessageHandler
{
    public const string Secret = "s3cretOfTheTests";

    /// <summary>An answer that never comes.</summary>
    public const int Never = 0;

    /// <summary>No answer, since nothing listens.</summary>
    public const int Nobody = -1;

    private readonly ConcurrentQueue<Received> _received = new();
    private int _count;

    public static Uri Address { get; } = new("http://consumer.test/hook");

    public IReadOnlyList<Received> All => [.. _received];

    /// <summary>Which events were sent, in order.</summary>
    public IReadOnlyList<string> Events => [.. _received.Select(one => one.Event)];

    /// <summary>The text of each answer.</summary>
    public string Text { get; init; } = "";

    /// <summary>What was applied of the events, of entities that were sent.</summary>
    public EffectsProbe Effects(Func<string, int> count) => Bench.Effects((name, id) => _received.Any(one => one.Entity == id) ? count(name) : 0);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        using var json = JsonDocument.Parse(body);
        var signature = request.Headers.TryGetValues("Signature", out var values) ? values.First() : "";
        var received = new Received(
            Interlocked.Increment(ref _count),
            json.RootElement.GetProperty("event").GetString()!,
            EntityOf(json.RootElement.GetProperty("data")),
            new SignatureVerifier([Secret]).Verify(body, signature),
            Encoding.UTF8.GetString(body));
        _received.Enqueue(received);
        var status = answer(received);
        if (status == Nobody)
            throw new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused));
        if (status == Never)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(Text) };
    }

    private static string EntityOf(JsonElement data) => (data.TryGetProperty("id", out var id) ? id : data.GetProperty("key")).ToString();
}
