using System.Text;
using System.Text.Json;
using Partnero.Contracts.Testing;
using Partnero.Contracts.TestSupport;

namespace Partnero.Contracts.Tests.Fuzzing;

/// <summary>Bodies out of a seed: valid ones of every event, changed as JSON and as bytes.</summary>
internal sealed class FuzzedBodies
{
    private const int Drawn = 600;

    private readonly Random _random;
    private readonly List<JsonTree> _valid;
    private readonly JsonStyle _usual = new();
    private readonly JsonStyle _other;

    public FuzzedBodies(int seed)
    {
        _random = new Random(seed);
        _other = new JsonStyle { Choices = _random };
        var bodies = Deliveries.Valid((ulong)seed).Take(Drawn).Select(delivery => delivery.Body)
            .Concat(PublishedPayloads.Deliveries.Select(one => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(PublishedPayloads.Body(one.File, one.Event))));
        _valid = [.. bodies.Select(Parse)];
    }

    public Random Random => _random;

    /// <summary>Makes the next one.</summary>
    /// <returns>A body; and of some that are JSON still, another that says the same, and whether in the same order.</returns>
    public (byte[] Body, byte[]? Twin, bool IsInOrder) Next()
    {
        var tree = Any().Copy();
        for (var changes = _random.Next(4); changes > 0; changes--)
            TreeMutations.Change(tree, Any(), _random);
        var body = _usual.Write(tree);
        var kind = _random.Next(6);
        if (kind < 3)
            return (body, null, false);
        if (kind == 3)
        {
            var isInOrder = _random.Next(2) == 0;
            if (!isInOrder)
                TreeMutations.Shuffle(tree, _random);
            return (body, _other.Write(tree), isInOrder);
        }

        for (var changes = _random.Next(1, 4); changes > 0; changes--)
            body = ByteMutations.Change(body, _usual.Write(Any()), _random);
        return (body, null, false);
    }

    /// <summary>A signature that is right, or nearly so.</summary>
    /// <returns>Null for no such header.</returns>
    public string? Header(string signature) => _random.Next(12) switch
    {
        0 => null,
        1 => "",
        2 => signature[.._random.Next(signature.Length)],
        3 => signature + signature[_random.Next(signature.Length)],
        4 => "sha256=" + signature,
        5 => Replace(signature, "g \0é０\uD83D"[_random.Next(6)]),
        6 => Replace(signature, "0123456789abcdef"[_random.Next(16)]),
        7 => " " + signature,
        8 => signature.ToUpperInvariant(),
        _ => signature,
    };

    private JsonTree Any() => _valid[_random.Next(_valid.Count)];

    private string Replace(string signature, char with)
    {
        var at = _random.Next(signature.Length);
        return signature[..at] + with + signature[(at + 1)..];
    }

    private static JsonTree Parse(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return JsonTree.Of(document.RootElement);
    }
}
