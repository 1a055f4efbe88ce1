using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using BenchmarkDotNet.Attributes;
using Partnero.Contracts.Benchmarks.PartneroWebhooks;

namespace Partnero.Contracts.Benchmarks;

/// <summary>
/// Verifying, reading and dispatching one delivery, against the floor of an HMAC on kept state and a bare walk of the body, beside System.Text.Json with
/// generated code, and beside what consumers write by hand.
/// </summary>
public class ReceiveBenchmarks : IWebhookHandlers
{
    private const string Secret = "Q7f2KxW9mLp3TzRb";

    private readonly byte[] _body = TransactionBody.Json;
    private readonly string _signature;
    private readonly byte[] _digest;
    private readonly byte[] _expected = new byte[HMACSHA256.HashSizeInBytes];
    private readonly byte[] _key = Encoding.UTF8.GetBytes(Secret);
    private readonly ReceiveFloor _floor;
    private readonly SignatureVerifier _verifier = new([Secret]);
    private readonly PartneroDispatcher _dispatcher = new();
    private readonly Func<Type, bool> _handles = _ => true;
    private decimal? _amount;

    public ReceiveBenchmarks()
    {
        _signature = PartneroSignature.Compute(_body, Secret);
        _digest = Convert.FromHexString(_signature);
        _floor = new ReceiveFloor(_body, _key);
    }

    [Benchmark(Baseline = true, Description = "floor")]
    public bool WalkFloor() => _floor.Walk();

    [Benchmark(Description = "verify, read, dispatch")]
    public bool Receive()
    {
        if (!_verifier.Verify(_body, _signature))
            return false;
        var dispatched = _dispatcher.DispatchAsync(_dispatcher.ReadHandled(_body, _handles, out _)!, this, default);
        return dispatched.IsCompletedSuccessfully && dispatched.Result;
    }

    [Benchmark(Description = "verify")]
    public bool Verify() => _verifier.Verify(_body, _signature);

    [Benchmark(Description = "read")]
    public PartneroWebhook? Read() => _dispatcher.ReadHandled(_body, _handles, out _);

    [Benchmark(Description = "System.Text.Json, generated")]
    public bool ReceiveGenerated()
    {
        if (!IsSigned())
            return false;
        _amount = JsonSerializer.Deserialize(_body, EnvelopeContext.Default.Envelope)!.Data!.Amount;
        return true;
    }

    [Benchmark(Description = "by hand: text, then JsonDocument")]
    public bool ReceiveByHand()
    {
        var text = Encoding.UTF8.GetString(_body);
        if (Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text))) != _signature)
            return false;
        using var document = JsonDocument.Parse(text);
        _amount = document.RootElement.GetProperty("data").Deserialize<EnvelopeData>(EnvelopeContext.Default.EnvelopeData)!.Amount;
        return true;
    }

    public ValueTask<bool> HandleAsync<TWebhook>(TWebhook webhook, CancellationToken cancellationToken)
        where TWebhook : PartneroWebhook
    {
        _amount = (webhook as TransactionCreated)?.Data.Amount;
        return new(_amount is not null);
    }

    private bool IsSigned()
    {
        HMACSHA256.HashData(_key, _body, _expected);
        return CryptographicOperations.FixedTimeEquals(_digest, _expected);
    }
}

internal sealed record Envelope(string Event, string Url, string WebhookKey, DateTimeOffset CreatedAt, EnvelopeData? Data);

internal sealed record EnvelopeData(string? Key, decimal? Amount, string? Currency, string? Action, EnvelopeReference? Customer, EnvelopeReference? Partner, EnvelopeReward? Reward, DateTimeOffset? CreatedAt);

internal sealed record EnvelopeReference(string? Id, string? Email);

internal sealed record EnvelopeReward(decimal? Amount, string? Currency);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Envelope))]
internal sealed partial class EnvelopeContext : JsonSerializerContext;
