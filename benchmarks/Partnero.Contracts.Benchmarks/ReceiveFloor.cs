using System.Security.Cryptography;
using System.Text.Json;

namespace Partnero.Contracts.Benchmarks;

/// <summary>The least with which a signed body can be received: an HMAC on kept state, and a bare walk of <see cref="Utf8JsonReader"/>.</summary>
/// <remarks>For one thread only.</remarks>
internal sealed class ReceiveFloor(byte[] body, byte[] key)
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
    private readonly byte[] _digest = HMACSHA256.HashData(key, body);
    private readonly byte[] _expected = new byte[HMACSHA256.HashSizeInBytes];

    public bool Walk()
    {
        _hash.AppendData(body);
        _hash.TryGetHashAndReset(_expected, out _);
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
        }

        return CryptographicOperations.FixedTimeEquals(_digest, _expected);
    }
}
