using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Partnero.Contracts.Testing.Tests.Support;

/// <summary>A consumer that verifies, and records what a test's own rule has it apply.</summary>
internal sealed class LedgerConsumer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Event, string Entity), int> _effects = new();
    private readonly ConcurrentDictionary<(string Event, string Entity), int> _failures = new();
    private ScriptedConsumer _listener = null!;

    /// <summary>Answers a signed body with a status, and calls <see cref="Apply"/> where it takes effect.</summary>
    public delegate int Rule(LedgerConsumer ledger, byte[] body);

    public static async Task<LedgerConsumer> StartAsync(Rule rule)
    {
        var ledger = new LedgerConsumer();
        ledger._listener = await ScriptedConsumer.StartAsync(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var isSigned = new SignatureVerifier([ScriptedConsumer.Secret]).Verify(body.ToArray(), context.Request.Headers["Signature"].ToString());
            context.Response.StatusCode = !isSigned ? StatusCodes.Status401Unauthorized : rule(ledger, body.ToArray());
        });
        return ledger;
    }

    public WebhookConsumer Seen(params string[] handles) => new(_listener.Address, ScriptedConsumer.Secret)
    {
        Handles = handles,
        EffectTimeout = TimeSpan.FromMilliseconds(300),
        Effects = (name, id, _) => Task.FromResult<IReadOnlyList<WebhookEffect>>([.. Enumerable.Repeat(new WebhookEffect(), _effects.GetValueOrDefault((name, id)))]),
        FailFor = (name, id, times, _, _) =>
        {
            _failures[(name, id)] = times;
            return Task.CompletedTask;
        },
    };

    public static (string Event, string Entity, string CreatedAt) Read(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        return (root.GetProperty("event").GetString()!, root.GetProperty("data").GetProperty("id").GetString()!, root.GetProperty("created_at").GetString()!);
    }

    public void Apply(string name, string entity) => _effects.AddOrUpdate((name, entity), 1, (_, count) => count + 1);

    /// <summary>Whether this attempt is to fail; then one failure less is left.</summary>
    public bool MustFail(string name, string entity) => _failures.AddOrUpdate((name, entity), -1, (_, left) => left - 1) >= 0;

    public ValueTask DisposeAsync() => _listener.DisposeAsync();
}
