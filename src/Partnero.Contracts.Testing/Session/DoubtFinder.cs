using System.Globalization;
using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Session;

/// <summary>Says why a consumer that accepts nothing may not be the one that is meant: another path, another secret, not ready.</summary>
internal sealed class DoubtFinder(
    WebhookConsumer consumer, DeliveryFactory factory, RetryingSender sender, IReadOnlyList<(WebhookDelivery Delivery, DeliveryAnswer Answer)> sent)
{
    /// <returns>A doubt, after which nothing can be said of the consumer; or a hint beside what it is blamed for; or neither.</returns>
    public async Task<(string? Doubt, string? Hint)> FindAsync(CancellationToken cancellationToken)
    {
        if (sent.Count == 0)
            return default;
        if (sent.All(one => one.Answer.IsLater))
            return ($"{sender.Address} asks to be tried later ({Statuses(sent)}), each time that a valid delivery is sent. Have it take deliveries, without a rate limit or maintenance in front of it, and check again.", null);

        // "Later" says nothing of the signature.
        var judged = sent.Where(one => !one.Answer.IsLater).ToList();
        if (judged.All(one => one.Answer.Status is 404 or 405 or 410))
            return ($"{sender.Address} answers {Statuses(judged)} to every delivery, so it seems not to be where the webhook is received. Correct the path of WebhookConsumer.Address, or have the consumer take POST there.", null);
        return judged.All(one => one.Answer.Status is >= 400) ? await FindRefusalAsync(judged, cancellationToken).ConfigureAwait(false) : default;
    }

    /// <summary>Compares what is signed with what is not, and what stays the same when it is read and written again with what does not.</summary>
    private async Task<(string? Doubt, string? Hint)> FindRefusalAsync(List<(WebhookDelivery Delivery, DeliveryAnswer Answer)> judged, CancellationToken cancellationToken)
    {
        var name = judged[0].Delivery.Event;
        var plain = await sender.AskAsync(Plain(name), cancellationToken).ConfigureAwait(false);
        if (plain.IsAccepted)
            return (null, "It accepts a body that stays the same when it is read and written again: have it hash the bytes as received, and not JSON of its own writing.");
        var another = Plain(name);
        var forged = await sender.AskAsync(another.WithSignature(another.SignatureBy(consumer.Secret, [.. "forged"u8]), "with a wrong signature"), cancellationToken).ConfigureAwait(false);
        var undescribed = UndescribedEvents.Remark(consumer, judged.Select(one => one.Delivery.Event));
        if (forged.Status is null || judged.Any(one => one.Answer.Status != forged.Status))
            return (null, forged.Status is { } other && undescribed is null ? $"It answers {other} to a wrong signature, so it takes the right one for right: what it refuses is the payload. See its log for why." : null);
        if (forged.IsCrash)
            return (null, $"It answers {forged.Status} to a wrong signature too: see its log for what fails.");
        return ($"{sender.Address} refuses every valid delivery with {Statuses(judged)}, and a wrong signature likewise. Either it has another signing secret than WebhookConsumer.Secret, or it is not where the webhook is received.{(undescribed is null ? "" : $" Or it refuses the payload: {undescribed}")}{(consumer.SecretOddity is { } oddity ? $" WebhookConsumer.Secret {oddity}: is that a part of it?" : "")}", null);
    }

    private WebhookDelivery Plain(string name) => factory.Valid(
        name,
        change: data => PhpArray.Map(data.Where(field => IsPlain(field.Value)).Select(field => (field.Key.ToString(), field.Value))),
        changeEnvelope: body => consumer.Sender.Envelope.Url is { } url ? body.With(url, "shop") : body,
        optional: OptionalFields.None);

    private static bool IsPlain(PhpValue value) => value is not PhpString text || text.ToString().All(c => char.IsAscii(c) && c is not ('/' or '"'));

    private static string Statuses(IEnumerable<(WebhookDelivery Delivery, DeliveryAnswer Answer)> answered) => string.Join(
        " or ", answered.Select(one => one.Answer.Status!.Value).Distinct().Order().Select(status => status.ToString(CultureInfo.InvariantCulture)));
}
