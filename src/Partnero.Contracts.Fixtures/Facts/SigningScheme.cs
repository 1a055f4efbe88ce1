namespace Partnero.Contracts.Testing.Facts;

/// <summary>How a sender signs a delivery: by which header, and what it holds.</summary>
internal abstract class SigningScheme
{
    /// <summary>The name of the header that holds the signature.</summary>
    public abstract string HeaderName { get; }

    /// <summary>The signed headers that a new delivery has before it is signed; none where the body alone is signed.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="moment">When the event happened.</param>
    public virtual IReadOnlyList<KeyValuePair<string, string>> SignedHeaders(ReadOnlySpan<byte> body, DateTimeOffset moment) => [];

    /// <summary>The signature of a delivery.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="headers">The headers of the delivery, those of <see cref="SignedHeaders"/> among them.</param>
    /// <param name="secret">The signing secret, as it is shown to whoever sets up a consumer.</param>
    public abstract string Compute(ReadOnlySpan<byte> body, IReadOnlyList<KeyValuePair<string, string>> headers, string secret);

    /// <summary>Whether a header is the one that holds the signature.</summary>
    public bool IsSignature(string name) => name.Equals(HeaderName, StringComparison.OrdinalIgnoreCase);
}
