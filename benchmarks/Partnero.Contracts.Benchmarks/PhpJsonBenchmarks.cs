using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Benchmarks;

/// <summary>Encoding and signing one body, and encoding it alone, against the floor.</summary>
public class PhpJsonBenchmarks
{
    private const string Signed = "encode and sign";
    private const string Encoded = "encode alone";

    private readonly PhpArray _body = TransactionBody.Tree;

    [GlobalSetup]
    public void Check()
    {
        if (!JsonNode.DeepEquals(JsonNode.Parse(Floor.Encode(_body)), JsonNode.Parse(PhpJson.Encode(_body))))
            throw new InvalidOperationException("The floor does not write the same values.");
    }

    [BenchmarkCategory(Signed), Benchmark(Baseline = true, Description = "floor")]
    public byte[] SignFloor() => Hmac.Sign(Floor.Encode(_body));

    [BenchmarkCategory(Signed), Benchmark(Description = "PhpJson")]
    public byte[] SignPhpJson() => Hmac.Sign(PhpJson.Encode(_body));

    [BenchmarkCategory(Encoded), Benchmark(Baseline = true, Description = "floor")]
    public byte[] EncodeFloor() => Floor.Encode(_body);

    [BenchmarkCategory(Encoded), Benchmark(Description = "PhpJson")]
    public byte[] EncodePhpJson() => PhpJson.Encode(_body);
}
