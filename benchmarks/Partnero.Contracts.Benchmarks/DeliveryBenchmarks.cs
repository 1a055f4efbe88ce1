using BenchmarkDotNet.Attributes;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Benchmarks;

/// <summary>Drawing, encoding and signing valid deliveries, each another, against the floor of encoding and signing one body.</summary>
public class DeliveryBenchmarks
{
    private const ulong Seed = 1;

    private readonly PhpArray _body = TransactionBody.Tree;
    private readonly IEnumerator<ValidDelivery> _deliveries =
        Deliveries.Valid(Seed, new FixtureSettings { Events = ["transaction.created"] }).GetEnumerator();

    [Benchmark(Baseline = true, Description = "floor")]
    public byte[] SignFloor() => Hmac.Sign(Floor.Encode(_body));

    [Benchmark(Description = "Deliveries.Valid")]
    public ValidDelivery Draw()
    {
        _deliveries.MoveNext();
        return _deliveries.Current;
    }
}
