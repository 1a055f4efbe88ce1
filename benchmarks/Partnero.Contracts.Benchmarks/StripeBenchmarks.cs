using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Stripe;

namespace Partnero.Contracts.Benchmarks;

/// <summary>An event of Stripe's of about the same size, as its guide has a consumer receive it with Stripe.net, against the floor of its own body.</summary>
public class StripeBenchmarks
{
    private const string Secret = "whsec_Q7f2KxW9mLp3TzRb";

    /// <summary>Longer than a run takes, so that the body is signed once.</summary>
    private const long ToleranceSeconds = 24 * 60 * 60;

    private readonly ReceiveFloor _floor;
    private readonly string _header;
    private long _amount;

    public StripeBenchmarks()
    {
        // What Stripe signs is its time, a point and the body.
        var seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        _header = $"t={seconds},v1={EventUtility.ComputeSignature(Secret, seconds, Encoding.UTF8.GetString(Body))}";
        _floor = new ReceiveFloor(Body, Encoding.UTF8.GetBytes(Secret));
    }

    /// <summary>A transfer.created with the fields that tell most.</summary>
    public static byte[] Body { get; } = Encoding.UTF8.GetBytes($$$"""
        {"id":"evt_1Qh8fL2eZvKYlo2C","object":"event","api_version":"{{{StripeConfiguration.ApiVersion}}}","created":1736950920,"data":{"object":{"id":"tr_1Qh8fK2eZvKYlo2C","object":"transfer","amount":9999,"amount_reversed":0,"created":1736950919,"currency":"usd","description":"txn_123","destination":"acct_1032D82eZvKYlo2C","livemode":false,"reversed":false,"transfer_group":"partner_abc123"}},"livemode":false,"pending_webhooks":1,"type":"transfer.created"}
        """);

    [Benchmark(Baseline = true, Description = "floor of Stripe's body")]
    public bool WalkFloor() => _floor.Walk();

    [Benchmark(Description = "Stripe.net")]
    public bool Receive()
    {
        var received = EventUtility.ConstructEvent(Encoding.UTF8.GetString(Body), _header, Secret, ToleranceSeconds);
        _amount = (received.Data.Object as Transfer)?.Amount ?? 0;
        return _amount > 0;
    }
}
