using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Partnero.Contracts;

/// <summary>Verifies signatures against one or several secrets (several while a secret is rotated).</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class SignatureVerifier
{
    private static readonly SearchValues<char> HexadecimalDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private readonly byte[][] _keys;

    /// <summary>Creates a verifier.</summary>
    /// <param name="secrets">Every secret that is in force.</param>
    /// <exception cref="ArgumentException">
    /// There is no secret, or one is blank (nothing but blanks, line ends, byte order marks and quotes): such a verifier would accept what anybody can sign.
    /// </exception>
    public SignatureVerifier(IEnumerable<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        var all = secrets.ToArray();
        if (all.Length == 0)
            throw new ArgumentException("No signing secret is configured. Set the secret of the webhook as Partnero's settings show it.", nameof(secrets));
        if (all.Any(SecretText.IsBlank))
            throw new ArgumentException("A signing secret is blank, or nothing but line ends, quotes or a byte order mark: anybody could sign with it. Set the secret of the webhook as Partnero's settings show it.", nameof(secrets));
        _keys = Array.ConvertAll(all, Encoding.UTF8.GetBytes);
    }

    /// <summary>Whether some body could have this signature: <see cref="PartneroSignature.Length"/> hexadecimal digits in either case. All else need not be compared.</summary>
    internal static bool HasForm(ReadOnlySpan<char> signature) =>
        signature.Length == PartneroSignature.Length && !signature.ContainsAnyExcept(HexadecimalDigits);

    /// <summary>Whether the signature was made from exactly this body with one of the secrets.</summary>
    /// <param name="body">The raw bytes of the body, before any parsing.</param>
    /// <param name="signature">The value of the <c>Signature</c> header; hexadecimal digits in either case.</param>
    /// <remarks>The digests are compared in constant time, and every secret is always tried.</remarks>
    public bool Verify(ReadOnlySpan<byte> body, ReadOnlySpan<char> signature)
    {
        if (!HasForm(signature))
            return false;

        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _ = Convert.FromHexString(signature, claimed, out _, out _);
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var verified = false;
        foreach (var key in _keys)
        {
            HMACSHA256.HashData(key, body, expected);
            verified |= CryptographicOperations.FixedTimeEquals(claimed, expected);
        }

        return verified;
    }
}
