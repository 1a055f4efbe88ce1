using System.Text;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Running;
using Partnero.Contracts.Testing.Sending;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Deliveries that the sender did not sign. Each is about an entity of its own, so that an effect can be told.</summary>
internal static class Forgeries
{
    public static IEnumerable<WebhookDelivery> Absent(ClauseRun run) =>
        [run.Deliveries.Valid(run.AnyEvent).WithSignature(null, "without a Signature header")];

    public static IEnumerable<WebhookDelivery> Empty(ClauseRun run) =>
        [run.Deliveries.Valid(run.AnyEvent).WithSignature("", "with an empty Signature header")];

    public static IEnumerable<WebhookDelivery> Malformed(ClauseRun run)
    {
        yield return Change("its signature cut to the first digit", right => right[..1]);
        yield return Change("its signature cut to the first 32 digits", right => right[..32]);
        yield return Change("its signature cut to the first 63 digits", right => right[..63]);
        yield return Change("a digit added to its signature", right => right + "0");
        yield return Change("the first 32 digits of its signature right, the others 0", right => right[..32] + new string('0', 32));
        yield return Change("64 characters for a signature that are no digits", _ => new string('z', 64));
        yield return Change("64 characters for a signature that are not ASCII", _ => new string('é', 64));

        WebhookDelivery Change(string fault, Func<string, string> change)
        {
            var valid = run.Deliveries.Valid(run.AnyEvent);
            return valid.WithSignature(change(valid.Signature!), fault);
        }
    }

    public static IEnumerable<WebhookDelivery> OtherSecret(ClauseRun run)
    {
        yield return Sign("signed with another secret", "k7Qm2ZpXw9LtRb4V");
        yield return Sign("signed with an empty secret", "");
        yield return Sign("signed with a blank for a secret", " ");

        WebhookDelivery Sign(string fault, string secret)
        {
            var valid = run.Deliveries.Valid(run.AnyEvent);
            return valid.WithSignature(PartneroSignature.Compute(valid.Body.Span, secret), fault);
        }
    }

    public static IEnumerable<WebhookDelivery> Tampered(ClauseRun run)
    {
        var other = run.Control.Effective.Concat(run.Control.Accepted).Append("partner.updated").Append("partner.created").First(name => name != run.AnyEvent);
        yield return Tamper("event", body => body.With("event", other)) with { Event = other };
        yield return Tamper("url", body => body.With("url", "https://attacker.example/webhooks"));
        yield return Tamper("webhook_key", body => body.With("webhook_key", "wh_0000000000"));
        yield return Tamper("created_at", body => body.With("created_at", "2031-01-01T00:00:00.000000Z"));

        var entity = run.Deliveries.NewId(run.AnyEvent);
        var valid = run.Deliveries.Valid(run.AnyEvent);
        yield return valid with
        {
            EntityId = entity,
            Body = Encoding.UTF8.GetBytes(valid.BodyText.Replace(valid.EntityId, entity, StringComparison.Ordinal)),
            Fault = "the ids in data changed after signing",
        };
        yield return Append("\n", "a line feed added after signing");
        yield return Append(" ", "a blank added after signing");

        WebhookDelivery Tamper(string field, Func<PhpArray, PhpArray> change)
        {
            PhpArray? signed = null;
            var original = run.Deliveries.Valid(run.AnyEvent, changeEnvelope: body => signed = body);
            return original with { Body = PhpJson.Encode(change(signed!)), Fault = $"{field} changed after signing" };
        }

        WebhookDelivery Append(string text, string fault)
        {
            var original = run.Deliveries.Valid(run.AnyEvent);
            return original with { Body = (byte[])[.. original.Body.Span, .. Encoding.UTF8.GetBytes(text)], Fault = fault };
        }
    }

    public static IEnumerable<WebhookDelivery> All(ClauseRun run) =>
        [.. Absent(run), .. Empty(run), .. Malformed(run), .. OtherSecret(run), .. Tampered(run)];
}
