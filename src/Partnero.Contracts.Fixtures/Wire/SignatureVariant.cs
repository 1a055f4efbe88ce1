using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Wire;

/// <summary>One way in which a delivery may be signed rightly and look unusual: a sound consumer accepts it, and one with a mistake in its verification refuses it.</summary>
internal sealed class SignatureVariant
{
    /// <summary>The secret that a rotation leads to; a consumer knows it only once it was told.</summary>
    public const string NextSecret = "Vb8nRt5wYx1QmK3z";

    private readonly Func<WebhookDelivery, string, WebhookDelivery> _apply;

    private SignatureVariant(string id, string what, Func<WebhookDelivery, string, WebhookDelivery> apply)
    {
        Id = id;
        What = what;
        _apply = apply;
    }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SignatureVariant> All { get; } = [.. Variants()];

    /// <summary>Its name, such as <c>upper-case-header</c>. Ids do not change.</summary>
    public string Id { get; }

    /// <summary>What is unusual about the delivery, in words.</summary>
    public string What { get; }

    /// <summary>How sure it is that such a delivery arrives.</summary>
    public Evidence Evidence { get; private init; }

    /// <summary>The variant of an id.</summary>
    /// <exception cref="ArgumentException">No such id; the message names those that exist.</exception>
    public static SignatureVariant Find(string id) => All.FirstOrDefault(variant => variant.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"No variant of a signature is called '{id}'. There are {string.Join(", ", All.Select(variant => variant.Id))}.", nameof(id));

    /// <summary>Makes a valid delivery look so.</summary>
    /// <param name="valid">A valid delivery, signed.</param>
    /// <param name="secret">The secret that it is signed with.</param>
    public WebhookDelivery Apply(WebhookDelivery valid, string secret)
    {
        ArgumentNullException.ThrowIfNull(valid);
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        return _apply(valid, secret) with { Note = What };
    }

    /// <summary>The id and what is unusual.</summary>
    public override string ToString() => $"{Id} {What}";

    private static IEnumerable<SignatureVariant> Variants()
    {
        yield return Body("php-escapes", "with / and é, which PHP writes as \\/ and \\u00e9", delivery => Extend(delivery, "a/b é"));
        yield return Body("php-numbers", "with DEL, 1.0e+25, 2^53+1 and numbers for names, as PHP alone writes them", delivery => Extend(delivery, PhpArray.Map(("del", "\u007f"), ("float", 1e25), ("integer", 9007199254740993), ("10", "ten"))));
        yield return new("raw-utf-8", "as raw UTF-8, without escapes", (delivery, secret) =>
            (delivery with { Body = PhpJson.Encode(Extend(delivery, "é 日 😀"), PhpJsonFlags.UnescapedUnicode | PhpJsonFlags.UnescapedSlashes) }).Signed(secret))
        { Evidence = Evidence.OptIn };
        yield return new("lower-case-hex", "signed in lower-case hex, without a prefix", (delivery, secret) => delivery.Signed(secret));
        yield return Header("lower-case-header", "with the header's name in lower case", name => name.ToLowerInvariant());
        yield return Header("upper-case-header", "with the header's name in capitals", name => name.ToUpperInvariant());
        yield return new("next-secret", "signed with the next secret, once the webhook's secret was changed to it", (delivery, _) => delivery.Signed(NextSecret)) { Evidence = Evidence.OptIn };
        yield return new("old-header", "with the header of an earlier edition of the guide beside it, which is wrong", (delivery, secret) =>
            delivery.Signed(secret) with { Headers = [.. delivery.Signed(secret).Headers, .. delivery.Sender.OldSignatureHeader is { } old ? new[] { KeyValuePair.Create(old, new string('0', 64)) } : []] });
    }

    private static SignatureVariant Body(string id, string what, Func<WebhookDelivery, PhpValue> change) =>
        new(id, what, (delivery, secret) => delivery.WithBody(change(delivery)).Signed(secret));

    private static SignatureVariant Header(string id, string what, Func<string, string> write) => new(id, what, (delivery, _) =>
        delivery with { Headers = [.. delivery.Headers.Select(header => header.Key == delivery.Sender.Signing.HeaderName ? new(write(header.Key), header.Value) : header)] });

    /// <summary>Adds a note to the payload where it stands for nothing: in a map of the program's own, else in a field that nobody knows.</summary>
    private static PhpValue Extend(WebhookDelivery delivery, PhpValue note)
    {
        const string name = "note";
        var (tree, data) = (delivery.Tree!, delivery.Sender.Envelope.Data);
        return PhpTree.Find(tree, [data, "metadata"]) switch
        {
            PhpArray { Count: 0 } => PhpTree.Set(tree, [data, "metadata"], PhpArray.Map((name, note))),
            PhpArray or PhpObject => PhpTree.Set(tree, [data, "metadata", name], note),
            _ => PhpTree.Set(tree, [data, name], note),
        };
    }
}
