using System.Security.Cryptography;
using System.Text;

namespace Partnero.Contracts;

/// <summary>The signature of a delivery: lower-case hex HMAC-SHA256 of the raw body, keyed with the secret's UTF-8 bytes.</summary>
/// <remarks>Source: Partnero's outgoing-webhooks guide. To verify what arrives, use <see cref="SignatureVerifier"/>.</remarks>
public static class PartneroSignature
{
    /// <summary>The name of the request header that carries the signature.</summary>
    public const string HeaderName = "Signature";

    /// <summary>The length of a signature in characters.</summary>
    public const int Length = HMACSHA256.HashSizeInBytes * 2;

    /// <summary>Computes the signature of a body.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="secret">The webhook's signing secret, as Partnero's settings show it.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Compute(ReadOnlySpan<byte> body, string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, digest);
        return Convert.ToHexStringLower(digest);
    }
}
