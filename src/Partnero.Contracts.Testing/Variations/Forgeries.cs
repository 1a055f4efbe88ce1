using System.Text;
using Partnero.Contracts.Testing.Faults;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Variations;

/// <summary>Deliveries that the sender did not sign. Each is about an entity of its own, so that an effect can be told.</summary>
internal static class Forgeries
{
    /// <summary>The types that a body may have; null where it has no type.</summary>
    public static IReadOnlyList<string?> ContentTypes { get; } =
        ["application/json", "application/json; charset=utf-8", "text/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=0", null];

    /// <summary>What a request from inside may have, and anybody can write.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> InsideHeaders { get; } =
    [
        new("X-Forwarded-For", "127.0.0.1"), new("X-Real-IP", "127.0.0.1"), new("Forwarded", "for=127.0.0.1"), new("X-Forwarded-Host", "localhost"),
        new("X-Internal", "true"), new("X-Debug", "1"), new("X-Test", "true"), new("X-Partnero-Test", "true"),
    ];

    /// <summary>A delivery signed with a secret that the consumer does not have.</summary>
    /// <param name="run">The clause's run.</param>
    /// <param name="valid">The delivery.</param>
    /// <param name="more">What else is to be said of it, such as <c>, to /other</c>.</param>
    public static WebhookDelivery ByAnotherSecret(ClauseRun run, WebhookDelivery valid, string more)
    {
        var fault = SignatureFault.Find("another-secret");
        return fault.Inject(valid, run.Consumer.Secret) with { Note = fault.What + more };
    }

    public static IEnumerable<WebhookDelivery> Absent(ClauseRun run) => Inject(run, "no-signature");

    public static IEnumerable<WebhookDelivery> Empty(ClauseRun run) => Inject(run, "empty-signature");

    public static IEnumerable<WebhookDelivery> Malformed(ClauseRun run) => Inject(run, "right-first-half", "truncated-signature", "not-hex", "one-digit", "digit-missing", "digit-added", "not-ascii");

    public static IEnumerable<WebhookDelivery> OtherSecret(ClauseRun run) => Inject(run, "another-secret", "empty-secret", "blank-secret", "unknown-webhook-key", "last-digit-changed", "right-last-eight", "right-last-half", "every-second-digit", "of-another-body");

    public static IEnumerable<WebhookDelivery> Tampered(ClauseRun run)
    {
        // To an event that the consumer acts on, if there is one: else its effect could not be seen.
        var other = run.Baseline.Effective.Concat(run.Baseline.Accepted).Append(run.Consumer.Sender.SomeEvents.One).Append(run.Consumer.Sender.SomeEvents.Other).First(name => name != run.AnyEvent);
        var signed = run.Deliveries.Valid(run.AnyEvent);
        yield return signed.WithBody(PhpTree.Set(signed.Tree!, [signed.Sender.Envelope.Event], other), "event changed after signing") with { Event = other };

        foreach (var delivery in Inject(run, "line-feed-added", "byte-order-mark-added", "url-changed", "webhook-key-changed", "created-at-changed", "data-changed"))
            yield return delivery;
    }

    public static IEnumerable<WebhookDelivery> All(ClauseRun run) =>
        [.. Absent(run), .. Empty(run), .. Malformed(run), .. OtherSecret(run), .. Tampered(run)];

    /// <summary>A forgery whose body is of a type; where that is a form's, with the delivery's values for its fields.</summary>
    /// <param name="run">The clause's run.</param>
    /// <param name="valid">The delivery.</param>
    /// <param name="type">The type; null where none is said.</param>
    /// <param name="isSigned">Whether it is signed with a secret that the consumer does not have, or not at all.</param>
    public static WebhookDelivery OfType(ClauseRun run, WebhookDelivery valid, string? type, bool isSigned)
    {
        var more = type is null ? ", without a Content-Type" : ", as " + type;
        var forgery = isSigned ? ByAnotherSecret(run, valid, more) : valid.WithSignature(null, "without a signature" + more);
        forgery = forgery with { Headers = [.. forgery.Headers.Where(header => !IsContentType(header.Key)), .. type is null ? [] : new[] { KeyValuePair.Create("Content-Type", type) }] };
        return type?.Contains("form", StringComparison.Ordinal) == true ? forgery.WithBytes(Form(type, valid), forgery.Note!) : forgery;
    }

    /// <summary>A forgery that claims by a header to come from inside.</summary>
    public static WebhookDelivery FromInside(ClauseRun run, WebhookDelivery valid, KeyValuePair<string, string> header)
    {
        var forgery = ByAnotherSecret(run, valid, $", with the header {header.Key}: {header.Value}");
        return forgery with { Headers = [.. forgery.Headers, header] };
    }

    private static IEnumerable<WebhookDelivery> Inject(ClauseRun run, params string[] faults) =>
        faults.Select(id => SignatureFault.Find(id).Inject(run.Deliveries.Valid(run.AnyEvent), run.Consumer.Secret));

    private static bool IsContentType(string name) => name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);

    /// <summary>The same delivery as fields of a form, with PHP's and Rails' brackets for what is within data.</summary>
    private static byte[] Form(string type, WebhookDelivery valid)
    {
        var names = valid.Sender.Envelope;
        var fields = new List<(string Name, string Value)>();
        foreach (var (key, value) in (PhpArray)valid.Tree!)
        {
            if (key.ToString() != names.Data)
                fields.Add((key.ToString()!, PhpValues.Name(value) ?? PhpJson.Text(value)));
        }

        foreach (var (key, value) in valid.Data)
            fields.Add(($"{names.Data}[{key}]", PhpValues.Name(value) ?? PhpJson.Text(value)));
        var text = type.StartsWith("multipart", StringComparison.Ordinal)
            ? string.Concat(fields.Select(field => $"--0\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n\r\n{field.Value}\r\n")) + "--0--\r\n"
            : string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"));
        return Encoding.UTF8.GetBytes(text);
    }
}
