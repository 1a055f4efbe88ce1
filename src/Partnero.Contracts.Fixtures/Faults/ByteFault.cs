using System.Text;

namespace Partnero.Contracts.Testing.Faults;

/// <summary>A fault in the bytes of a body: it is no JSON, or JSON that readers differ on. The signature is right, over these bytes.</summary>
internal sealed class ByteFault
{
    private const int TooDeep = 5_000;
    private const int TooLarge = 2 * 1024 * 1024;

    private readonly Func<WebhookDelivery, byte[]> _inject;

    private ByteFault(string id, string what, Func<WebhookDelivery, byte[]> put)
    {
        Id = id;
        What = what;
        _inject = put;
    }

    /// <summary>The id, such as <c>truncated</c>. Ids do not change.</summary>
    public string Id { get; }

    /// <summary>What is done to the bytes, in words.</summary>
    public string What { get; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ByteFault> All { get; } =
    [
        new("empty", "an empty body", _ => []),
        new("truncated", "the body cut in half", delivery => [.. delivery.Body.Span[..(delivery.Body.Length / 2)]]),
        new("last-byte", "the body without its last byte", delivery => [.. delivery.Body.Span[..^1]]),
        new("trailing", "a brace after the body", delivery => [.. delivery.Body.Span, (byte)'}']),
        new("utf-16", "the body in UTF-16", delivery => Encoding.Unicode.GetBytes(delivery.BodyText)),
        new("latin-1", "a text in Latin-1 instead of UTF-8", delivery => InFirstText(delivery, [0xe9])),
        new("broken-utf-8", "a text with bytes that are not UTF-8", delivery => InFirstText(delivery, [0xff, 0xc3])),
        new("byte-order-mark", "a byte order mark before the body", delivery => [0xef, 0xbb, 0xbf, .. delivery.Body.Span]),
        new("duplicate-name", "data twice, the second time null", delivery => [.. delivery.Body.Span[..^1], .. Encoding.UTF8.GetBytes($",\"{delivery.Sender.Envelope.Data}\":null}}")]),
        new("nul", "a NUL after the body", delivery => [.. delivery.Body.Span, 0]),
        new("raw-nul", "a raw NUL within a text", delivery => InFirstText(delivery, [0])),
        new("raw-line-feed", "a raw line feed within a text", delivery => InFirstText(delivery, [(byte)'\n'])),
        new("lone-surrogate", "half of a surrogate pair", delivery => InFirstText(delivery, "\\ud83d"u8)),
        new("bad-escape", "an escape that JSON does not have", delivery => InFirstText(delivery, "\\x"u8)),
        new("single-quotes", "single quotes for double ones", delivery => Encoding.UTF8.GetBytes(delivery.BodyText.Replace('"', '\''))),
        new("nan", "NaN for a value", delivery => [.. delivery.Body.Span[..^1], .. ",\"rate\":NaN}"u8]),
        new("leading-zero", "a number with a leading zero", delivery => [.. delivery.Body.Span[..^1], .. ",\"rate\":01}"u8]),
        new("trailing-comma", "a comma after the last field", delivery => [.. delivery.Body.Span[..^1], .. ",}"u8]),
        new("form", "a form instead of JSON", delivery => Encoding.UTF8.GetBytes($"event={delivery.Event}&data%5Bid%5D={Uri.EscapeDataString(delivery.EntityId)}")),
        new("depth", "5,000 lists within each other", delivery => [.. delivery.Body.Span[..^1], .. ",\"deep\":"u8, .. Deep(), (byte)'}']),
        new("size", "more than 2 MiB", delivery => [.. delivery.Body.Span[..^1], .. ",\"note\":\""u8, .. Enumerable.Repeat((byte)'x', TooLarge), .. "\"}"u8]),
        new("null", "null for a body", _ => "null"u8.ToArray()),
        new("list", "an empty list for a body", _ => "[]"u8.ToArray()),
        new("number", "a number for a body", _ => "42"u8.ToArray()),
    ];

    /// <summary>The byte fault of an id.</summary>
    /// <exception cref="ArgumentException">No such id; the message names those that exist.</exception>
    public static ByteFault Find(string id) => All.FirstOrDefault(fault => fault.Id == id)
        ?? throw new ArgumentException($"No byte fault is called '{id}'. There are {string.Join(", ", All.Select(fault => fault.Id))}.", nameof(id));

    /// <summary>Puts the fault into a valid delivery, and signs what comes of it.</summary>
    public WebhookDelivery Inject(WebhookDelivery valid, string secret)
    {
        ArgumentNullException.ThrowIfNull(valid);
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        return valid.WithBytes(_inject(valid), "signed, with " + What).Signed(secret) with { Tree = null };
    }

    /// <summary>What is done.</summary>
    public override string ToString() => What;

    internal DeliveryFault ToFault() => new(FaultKind.Bytes, Id, "signed, with " + What, ExpectedAnswer.Survived);

    /// <summary>The body with some bytes put into the text of its last field of the envelope before the data.</summary>
    private static byte[] InFirstText(WebhookDelivery delivery, ReadOnlySpan<byte> bytes)
    {
        var field = Encoding.UTF8.GetBytes($"\"{delivery.Sender.Envelope.WebhookKey ?? delivery.Sender.Envelope.Event}\":\"");
        var at = delivery.Body.Span.IndexOf(field) is var found and >= 0 ? found + field.Length : 1;
        return [.. delivery.Body.Span[..at], .. bytes, .. delivery.Body.Span[at..]];
    }

    private static byte[] Deep() => [.. Enumerable.Repeat((byte)'[', TooDeep), .. Enumerable.Repeat((byte)']', TooDeep)];
}
