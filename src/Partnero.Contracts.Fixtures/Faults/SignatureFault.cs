using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing;

/// <summary>One way to get signatures wrong, and the delivery that shows it.</summary>
/// <remarks>The ids S1 to S17 name the defects of consumers that the deliveries kill.</remarks>
public sealed class SignatureFault
{
    private readonly Func<WebhookDelivery, string, WebhookDelivery> _put;

    private SignatureFault(string id, string what, FaultVerdict verdict, Func<WebhookDelivery, string, WebhookDelivery> put)
    {
        Id = id;
        What = what;
        Verdict = verdict;
        _put = put;
    }

    /// <summary>The defect that the delivery kills, <c>S1</c> to <c>S17</c>; with a letter where there are several ways.</summary>
    public string Id { get; }

    /// <summary>What is done to the delivery, in words.</summary>
    public string What { get; }

    /// <summary>What a sound consumer does with it.</summary>
    public FaultVerdict Verdict { get; }

    /// <summary>How sure it is that it arrives.</summary>
    public Standing Standing { get; private init; }

    /// <summary>The secret that a rotation leads to; a consumer knows it only once it was told.</summary>
    public const string NextSecret = "Vb8nRt5wYx1QmK3z";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SignatureFault> All { get; } = [.. SignatureFaults()];

    /// <summary>The signature fault of an id.</summary>
    /// <exception cref="ArgumentException">There is none; the message names those that there are.</exception>
    public static SignatureFault Find(string id) => All.FirstOrDefault(fault => fault.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"No signature fault is called '{id}'. There are {string.Join(", ", All.Select(fault => fault.Id))}.", nameof(id));

    /// <summary>Puts the fault into a valid delivery.</summary>
    /// <param name="valid">A valid delivery, signed.</param>
    /// <param name="secret">The secret that it is signed with.</param>
    public WebhookDelivery Put(WebhookDelivery valid, string secret)
    {
        ArgumentNullException.ThrowIfNull(valid);
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        return _put(valid, secret) with { Fault = What };
    }

    /// <summary>The id and what is done.</summary>
    public override string ToString() => $"{Id} {What}";

    internal DeliveryFault ToFault() => new(FaultKind.Signature, Id, What, Verdict) { Standing = Standing };

    private static IEnumerable<SignatureFault> SignatureFaults()
    {
        yield return Signature("S1", "signed with another secret", (delivery, _) => delivery.SignatureBy("k7Qm2ZpXw9LtRb4V"));
        yield return Signature("S2a", "without a Signature header", (_, _) => null);
        yield return Signature("S2b", "with an empty Signature header", (_, _) => "");
        yield return Signature("S3a", "signed with an empty secret", (delivery, _) => delivery.SignatureBy(""));
        yield return Signature("S3b", "signed with a blank for a secret", (delivery, _) => delivery.SignatureBy(" "));
        yield return Signature("S4a", "the first 32 digits of its signature right, the others 0", (delivery, _) => Half(delivery) + new string('0', delivery.Signature!.Length - Half(delivery).Length));
        yield return Signature("S4b", "its signature cut to the first 32 digits", (delivery, _) => Half(delivery));
        yield return Signature("S5", "64 characters for a signature that are no digits", (delivery, _) => new string('z', delivery.Signature!.Length));
        yield return Body("S6", "with / and é, which PHP writes as \\/ and \\u00e9", delivery => Extend(delivery, "note", "a/b é"));
        yield return Body("S7", "with DEL, 1.0e+25, 2^53+1 and numbers for names, as PHP alone writes them", delivery => Extend(delivery, "note", PhpArray.Map(("del", "\u007f"), ("float", 1e25), ("integer", 9007199254740993), ("10", "ten"))));
        yield return Tampered("S8a", "a line feed added after signing", body => [.. body, (byte)'\n']);
        yield return Tampered("S8b", "a byte order mark added after signing", body => [0xef, 0xbb, 0xbf, .. body]);
        yield return new("S9", "as raw UTF-8, without escapes", FaultVerdict.Accepted, (delivery, secret) =>
            (delivery with { Body = PhpJson.Encode(Extend(delivery, "note", "é 日 😀"), PhpJsonFlags.UnescapedUnicode | PhpJsonFlags.UnescapedSlashes) }).Signed(secret))
        { Standing = Standing.OptIn };
        yield return new("S10", "signed in lower-case hex, without a prefix", FaultVerdict.Accepted, (delivery, secret) => delivery.Signed(secret));
        yield return Header("S11a", "with the header's name in lower case", name => name.ToLowerInvariant());
        yield return Header("S11b", "with the header's name in capitals", name => name.ToUpperInvariant());
        yield return Signature("S12a", "its signature cut to the first digit", (delivery, _) => delivery.Signature![..1]);
        yield return Signature("S12b", "its signature cut to the first 63 digits", (delivery, _) => delivery.Signature![..^1]);
        yield return Signature("S12c", "a digit added to its signature", (delivery, _) => delivery.Signature + "0");
        yield return Signature("S12d", "64 characters for a signature that are not ASCII", (delivery, _) => new string('é', delivery.Signature!.Length));
        yield return new("S13a", "event changed after signing", FaultVerdict.Refused, (delivery, _) => Renamed(delivery));
        yield return Field("S13b", "url", names => names.Url, "https://attacker.example/webhooks");
        yield return Field("S13c", "webhook_key", names => names.WebhookKey, "wh_0000000000");
        yield return Field("S13d", "created_at", names => names.CreatedAt, "2031-01-01T00:00:00.000000Z");
        yield return new("S13e", "data changed after signing", FaultVerdict.Refused, (delivery, _) => delivery.WithBody(PhpTree.Set(delivery.Tree!, [delivery.Sender.Envelope.Data, "note"], "added after signing")));
        yield return Signature("S14", "its signature's last digit another", (delivery, _) => delivery.Signature![..^1] + (delivery.Signature[^1] == '0' ? '1' : '0'));
        yield return Signature("S15", "with the signature of another body", (delivery, secret) => delivery.SignatureBy(secret, [.. delivery.Body.Span, (byte)' ']));
        yield return new("S16", "signed with the next secret, once the webhook's secret was changed to it", FaultVerdict.Accepted, (delivery, _) => delivery.Signed(NextSecret)) { Standing = Standing.OptIn };
        yield return new("S17", "with the header of an earlier edition of the guide beside it, which is wrong", FaultVerdict.Accepted, (delivery, secret) =>
            delivery.Signed(secret) with { Headers = [.. delivery.Signed(secret).Headers, .. delivery.Sender.OldSignatureHeader is { } old ? new[] { KeyValuePair.Create(old, new string('0', 64)) } : []] });
    }

    private static SignatureFault Signature(string id, string what, Func<WebhookDelivery, string, string?> sign) =>
        new(id, what, FaultVerdict.Refused, (delivery, secret) => delivery.WithSignature(sign(delivery, secret), what));

    private static SignatureFault Tampered(string id, string what, Func<byte[], byte[]> tamper) =>
        new(id, what, FaultVerdict.Refused, (delivery, _) => delivery.WithBytes(tamper(delivery.Body.ToArray()), what));

    private static SignatureFault Body(string id, string what, Func<WebhookDelivery, PhpValue> change) =>
        new(id, what, FaultVerdict.Accepted, (delivery, secret) => delivery.WithBody(change(delivery)).Signed(secret));

    private static string Half(WebhookDelivery delivery) => delivery.Signature is { } signature ? signature[..(signature.Length / 2)] : "";

    /// <summary>Changes a field of the envelope; of a sender whose envelope has none such, adds it.</summary>
    private static SignatureFault Field(string id, string field, Func<EnvelopeNames, string?> name, string value) =>
        new(id, $"{field} changed after signing", FaultVerdict.Refused, (delivery, _) => delivery.WithBody(PhpTree.Set(delivery.Tree!, [name(delivery.Sender.Envelope) ?? field], value)));

    /// <summary>An event that was changed is looked for under the name that it now has.</summary>
    private static WebhookDelivery Renamed(WebhookDelivery delivery)
    {
        var (one, other) = delivery.Sender.SomeEvents;
        var name = delivery.Event == one ? other : one;
        return delivery.WithBody(PhpTree.Set(delivery.Tree!, [delivery.Sender.Envelope.Event], name)) with { Event = name };
    }

    private static SignatureFault Header(string id, string what, Func<string, string> write) => new(id, what, FaultVerdict.Accepted, (delivery, _) =>
        delivery with { Headers = [.. delivery.Headers.Select(header => header.Key == delivery.Sender.Signing.HeaderName ? new(write(header.Key), header.Value) : header)] });

    /// <summary>Adds a value to the payload where it stands for nothing: in a map of the program's own, else in a field that nobody knows.</summary>
    private static PhpValue Extend(WebhookDelivery delivery, string name, PhpValue value)
    {
        var (tree, data) = (delivery.Tree!, delivery.Sender.Envelope.Data);
        return PhpTree.Find(tree, [data, "metadata"]) switch
        {
            PhpArray { Count: 0 } => PhpTree.Set(tree, [data, "metadata"], PhpArray.Map((name, value))),
            PhpArray or PhpObject => PhpTree.Set(tree, [data, "metadata", name], value),
            _ => PhpTree.Set(tree, [data, name], value),
        };
    }
}
