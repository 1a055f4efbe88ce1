using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Primitives;
using Octokit.Webhooks;
using Octokit.Webhooks.Events;

namespace Partnero.Contracts.Benchmarks;

/// <summary>An event of GitHub's of about the same size by Octokit.Webhooks, against the floor of its own body.</summary>
/// <remarks>The signature is checked as Octokit.Webhooks.AspNetCore does it, within its endpoint, where it cannot be called: an HMAC by the static method, as a text of digits.</remarks>
public class OctokitBenchmarks
{
    private static readonly byte[] Key = "Q7f2KxW9mLp3TzRb"u8.ToArray();

    private readonly ReceiveFloor _floor = new(Body, Key);
    private readonly Processor _processor = new();
    private readonly Dictionary<string, StringValues> _headers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["X-GitHub-Event"] = "ping",
        ["X-GitHub-Delivery"] = "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        ["X-GitHub-Hook-ID"] = "292430182",
        ["X-Hub-Signature-256"] = Sign(),
    };

    /// <summary>A ping: the event of GitHub's that is not many times as large.</summary>
    public static byte[] Body { get; } = """
        {"zen":"Responsive is better than fast.","hook_id":292430182,"hook":{"type":"Organization","id":292430182,"name":"web","active":true,"events":["star"],"config":{"content_type":"json","insecure_ssl":"0","secret":"********","url":"https://shop.example.com/webhooks/github"},"updated_at":"2025-01-15T14:22:00Z","created_at":"2025-01-15T14:22:00Z","url":"https://api.github.com/h","ping_url":"https://api.github.com/h/p","deliveries_url":"https://api.github.com/h/d"}}
        """u8.ToArray();

    [Benchmark(Baseline = true, Description = "floor of GitHub's body")]
    public bool WalkFloor() => _floor.Walk();

    [Benchmark(Description = "Octokit.Webhooks")]
    public bool Receive()
    {
        if (_headers["X-Hub-Signature-256"] != Sign())
            return false;
        _processor.HookId = 0;
        var processed = _processor.ProcessWebhookAsync(_headers, Body);
        return processed.IsCompletedSuccessfully && _processor.HookId > 0;
    }

    private static string Sign() => $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Key, Body))}";

    private sealed class Processor : WebhookEventProcessor
    {
        public long HookId { get; set; }

        protected override ValueTask ProcessPingWebhookAsync(WebhookHeaders headers, PingEvent pingEvent, CancellationToken cancellationToken = default)
        {
            HookId = pingEvent.HookId;
            return ValueTask.CompletedTask;
        }
    }
}
