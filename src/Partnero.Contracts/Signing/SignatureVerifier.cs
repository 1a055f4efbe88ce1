using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Partnero.Contracts;

/// <summary>Verifies signatures against one or several secrets (several while a secret is rotated).</summary>
/// <remarks>Immutable and safe for concurrent use. Keep it as long as its secrets hold: what is computed of a secret is kept with it.</remarks>
public sealed class SignatureVerifier
{
    private static readonly SearchValues<char> HexadecimalDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private readonly string[] _secrets;
    private readonly byte[][] _keys;

    /// <summary>An HMAC of each secret, for one caller at a time: the secret goes into it once, which is a good part of what a short body costs.</summary>
    private readonly ConcurrentQueue<IncrementalHash[]> _spare = [];
    private IncrementalHash[]? _next;

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
        _secrets = all;
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
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (signature.Length != PartneroSignature.Length || Convert.FromHexString(signature, claimed, out _, out _) != OperationStatus.Done)
            return false;

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var verified = false;
        var hashes = Take();
        foreach (var hash in hashes)
        {
            hash.AppendData(body);
            _ = hash.TryGetHashAndReset(expected, out _);
            verified |= Digests.AreEqual(claimed, expected);
        }

        Return(hashes);
        return verified;
    }

    /// <summary>Whether it was made of these secrets, in this order.</summary>
    internal bool IsOf(IList<string> secrets)
    {
        if (secrets.Count != _secrets.Length)
            return false;
        for (var i = 0; i < _secrets.Length; i++)
        {
            if (!string.Equals(_secrets[i], secrets[i], StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private IncrementalHash[] Take() =>
        Interlocked.Exchange(ref _next, null) ?? (_spare.TryDequeue(out var hashes) ? hashes : Array.ConvertAll(_keys, key => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key)));

    /// <summary>What failed half-way is not given back: it would begin with what was left in it.</summary>
    private void Return(IncrementalHash[] hashes)
    {
        if (Interlocked.CompareExchange(ref _next, hashes, null) is not null)
            _spare.Enqueue(hashes);
    }
}
