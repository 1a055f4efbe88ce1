using Partnero.Contracts.Testing.Facts;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Wire;

namespace Partnero.Contracts.Testing.Faults;

/// <summary>One way to get signatures wrong, and the delivery that shows it.</summary>
/// <remarks>A sound consumer refuses each of them. What looks unusual and is signed rightly is a <see cref="SignatureVariant"/>.</remarks>
internal sealed class SignatureFault
{
    private readonly Func<WebhookDelivery, string, WebhookDelivery> _inject;

    private SignatureFault(string id, string what, Func<WebhookDelivery, string, WebhookDelivery> inject)
    {
        Id = id;
        What = what;
        _inject = inject;
    }

    /// <summary>Its name, such as <c>truncated-signature</c>. Ids do not change.</summary>
    public string Id { get; }

    /// <summary>What is done to the delivery, in words.</summary>
    public string What { get; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SignatureFault> All { get; } = [.. SignatureFaults()];

    /// <summary>The signature fault of an id.</summary>
    /// <exception cref="ArgumentException">No such id; the message names those that exist.</exception>
    public static SignatureFault Find(string id) => All.FirstOrDefault(fault => fault.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"No signature fault is called '{id}'. There are {string.Join(", ", All.Select(fault => fault.Id))}.", nameof(id));

    /// <summary>Injects the fault into a valid delivery.</summary>
    /// <param name="valid">A valid delivery, signed.</param>
    /// <param name="secret">The secret that it is signed with.</param>
    public WebhookDelivery Inject(WebhookDelivery valid, string secret)
    {
        ArgumentNullException.ThrowIfNull(valid);
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        return _inject(valid, secret) with { Note = What };
    }

    /// <summary>The id and what is done.</summary>
    public override string ToString() => $"{Id} {What}";

    internal DeliveryFault ToFault() => new(FaultKind.Signature, Id, What, ExpectedAnswer.Refused);

    private static IEnumerable<SignatureFault> SignatureFaults()
    {
        yield return Signature("another-secret", "signed with another secret", (delivery, _) => delivery.SignatureBy("k7Qm2ZpXw9LtRb4V"));
        yield return Signature("no-signature", "without a Signature header", (_, _) => null);
        yield return Signature("empty-signature", "with an empty Signature header", (_, _) => "");
        yield return Signature("empty-secret", "signed with an empty secret", (delivery, _) => delivery.SignatureBy(""));
        yield return Signature("blank-secret", "signed with a blank for a secret", (delivery, _) => delivery.SignatureBy(" "));
        yield return Signature("right-first-half", "the first 32 digits of its signature right, the others 0", (delivery, _) => Half(delivery) + new string('0', delivery.Signature!.Length - Half(delivery).Length));
        yield return Signature("truncated-signature", "its signature cut to the first 32 digits", (delivery, _) => Half(delivery));
        yield return Signature("not-hex", "64 characters for a signature that are no digits", (delivery, _) => new string('z', delivery.Signature!.Length));
        yield return Tampered("line-feed-added", "a line feed added after signing", body => [.. body, (byte)'\n']);
        yield return Tampered("byte-order-mark-added", "a byte order mark added after signing", body => [0xef, 0xbb, 0xbf, .. body]);
        yield return Signature("one-digit", "its signature cut to the first digit", (delivery, _) => delivery.Signature![..1]);
        yield return Signature("digit-missing", "its signature cut to the first 63 digits", (delivery, _) => delivery.Signature![..^1]);
        yield return Signature("digit-added", "a digit added to its signature", (delivery, _) => delivery.Signature + "0");
        yield return Signature("not-ascii", "64 characters for a signature that are not ASCII", (delivery, _) => new string('é', delivery.Signature!.Length));
        yield return new("event-changed", "event changed after signing", (delivery, _) => Renamed(delivery));
        yield return Field("url-changed", "url", names => names.Url, "https://attacker.example/webhooks");
        yield return Field("webhook-key-changed", "webhook_key", names => names.WebhookKey, "wh_0000000000");
        yield return Field("created-at-changed", "created_at", names => names.CreatedAt, "2031-01-01T00:00:00.000000Z");
        yield return new("data-changed", "data changed after signing", (delivery, _) => delivery.WithBody(PhpTree.Set(delivery.Tree!, [delivery.Sender.Envelope.Data, "note"], "added after signing")));
        yield return Signature("last-digit-changed", "its signature's last digit another", (delivery, _) => delivery.Signature![..^1] + (delivery.Signature[^1] == '0' ? '1' : '0'));
        yield return Signature("right-last-eight", "the last 8 digits of its signature right, the others 0", (delivery, _) => Right(delivery, (at, length) => at >= length - 8));
        yield return Signature("right-last-half", "the last 32 digits of its signature right, the others 0", (delivery, _) => Right(delivery, (at, length) => at >= length / 2));
        yield return Signature("every-second-digit", "every second digit of its signature right, the others 0", (delivery, _) => Right(delivery, (at, _) => at % 2 == 0));
        yield return new("unknown-webhook-key", "with an unknown webhook_key, signed with an empty secret", (delivery, _) => SignedBy(delivery, "", names => names.WebhookKey, "zzzzzzzzzzzz"));
        yield return Signature("of-another-body", "with the signature of another body", (delivery, secret) => delivery.SignatureBy(secret, [.. delivery.Body.Span, (byte)' ']));
    }

    private static SignatureFault Signature(string id, string what, Func<WebhookDelivery, string, string?> sign) =>
        new(id, what, (delivery, secret) => delivery.WithSignature(sign(delivery, secret), what));

    private static SignatureFault Tampered(string id, string what, Func<byte[], byte[]> tamper) =>
        new(id, what, (delivery, _) => delivery.WithBytes(tamper(delivery.Body.ToArray()), what));

    private static string Half(WebhookDelivery delivery) => delivery.Signature is { } signature ? signature[..(signature.Length / 2)] : "";

    /// <summary>A signature of which some digits are right. Where those that are not would be 0 too, they are 1.</summary>
    private static string Right(WebhookDelivery delivery, Func<int, int, bool> isRight) => delivery.Signature is { } signature
        ? string.Concat(signature.Select((digit, at) => isRight(at, signature.Length) ? digit : digit == '0' ? '1' : '0'))
        : "";

    /// <summary>A field of the envelope changed, and the body signed after that with another secret.</summary>
    private static WebhookDelivery SignedBy(WebhookDelivery delivery, string secret, Func<EnvelopeNames, string?> name, string value)
    {
        var changed = name(delivery.Sender.Envelope) is { } field ? delivery.WithBody(PhpTree.Set(delivery.Tree!, [field], value)) : delivery;
        return changed.WithSignature(changed.SignatureBy(secret), "");
    }

    /// <summary>Changes a field of the envelope; of a sender whose envelope has none such, adds it.</summary>
    private static SignatureFault Field(string id, string field, Func<EnvelopeNames, string?> name, string value) =>
        new(id, $"{field} changed after signing", (delivery, _) => delivery.WithBody(PhpTree.Set(delivery.Tree!, [name(delivery.Sender.Envelope) ?? field], value)));

    /// <summary>An event that was changed is looked for under the name that it now has.</summary>
    private static WebhookDelivery Renamed(WebhookDelivery delivery)
    {
        var (one, other) = delivery.Sender.SomeEvents;
        var name = delivery.Event == one ? other : one;
        return delivery.WithBody(PhpTree.Set(delivery.Tree!, [delivery.Sender.Envelope.Event], name)) with { Event = name };
    }
}
