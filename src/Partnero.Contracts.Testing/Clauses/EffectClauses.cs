using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Cases;
using Partnero.Contracts.Testing.Model;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>That what is acknowledged is done, and nothing else.</summary>
internal static class EffectClauses
{
    public static readonly WebhookClause TakesEffect = new()
    {
        Id = "EFFECT-01",
        Title = "an event that is handled takes effect",
        Why = "A 2xx ends the delivery: what was acknowledged and not applied is lost, and nobody is told.",
        Source = "The outgoing-webhooks guide: a 2xx means that the delivery was received; it is not sent again.",
        Remedy = "Commit the effect before you answer, and register a handler for each event that is to have one.",
        Needs = [Capability.Effects],
        BuildsOn = ClauseBasis.Acceptance,
        Check = CheckEffectsAsync,
    };

    public static IReadOnlyList<WebhookClause> All { get; } =
    [
        TakesEffect,
        new()
        {
            Id = "EFFECT-02",
            Title = "an event takes effect under its own name and id alone",
            Why = "A consumer that takes the key for the id, or one event's case for another's, changes an entity that the event is not about.",
            Source = "The outgoing-webhooks guide: the event names what happened, and data.id, or data.key of a transaction, what it happened to.",
            Remedy = "Take data.id for the identity, data.key only where there is no id, and give each event a case of its own.",
            Needs = [Capability.Effects],
            Check = CheckNamesAsync,
        },
    ];

    private static async Task<ClauseFinding> CheckEffectsAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var handled = run.Consumer.Handles is null ? run.Baseline.Effective : run.Baseline.Accepted;
        if (run.Baseline.Effective.Count == 0)
            return Nothing(run);

        var sent = new List<WebhookDelivery>();
        foreach (var name in handled)
        {
            foreach (var delivery in await SendHistoriesAsync(run, name, cancellationToken).ConfigureAwait(false))
                sent.Add(delivery);
        }

        var missing = await run.Effects.WaitForAsync(sent, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        if (missing.Count > 0)
        {
            var names = string.Join(", ", missing.Select(delivery => delivery.Event).Distinct());
            if (UndescribedEvents.Remark(run.Consumer, missing.Select(delivery => delivery.Event)) is { } undescribed)
                return ClauseFinding.Blocked($"{names}: a 2xx and no effect. {undescribed}");
            var first = missing.FirstOrDefault(delivery => run.Consumer.Schemas.Events.Contains(delivery.Event), missing[0]);
            return ClauseFinding.Broken(first, "a 2xx and one effect", $"a 2xx and no effect within {run.Consumer.EffectTimeout.TotalSeconds:0.#} s ({missing.Count} of {sent.Count} deliveries had none: {names})");
        }

        return Remark(run) is { } remark ? ClauseFinding.KeptWith(remark) : ClauseFinding.Kept;
    }

    /// <summary>An event of an entity of its own; of one with a history; and, where the consumer is not told of creations, of one that was never announced.</summary>
    private static async Task<IReadOnlyList<WebhookDelivery>> SendHistoriesAsync(ClauseRun run, string name, CancellationToken cancellationToken)
    {
        var plain = await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false);
        await run.SendUsualAsync(plain, cancellationToken).ConfigureAwait(false);

        var before = run.Consumer.Schemas.Life.Before(name).Where(run.Baseline.Accepted.Contains).ToList();
        if (before.Count < 2)
            return [plain with { Note = before.Count == 0 ? "valid and signed, of an entity that nothing was heard of before" : "valid and signed, after the creation of its entity" }];

        var id = run.Deliveries.NewId(name);
        foreach (var earlier in before)
            await run.SendUsualAsync(run.Deliveries.Valid(earlier, id), cancellationToken).ConfigureAwait(false);
        var late = run.Deliveries.Valid(name, id);
        await run.SendUsualAsync(late, cancellationToken).ConfigureAwait(false);
        return [plain with { Note = "valid and signed, after the creation of its entity" }, late with { Note = $"valid and signed, after {string.Join(", ", before)} of the same entity" }];
    }

    private static ClauseFinding Nothing(ClauseRun run)
    {
        var accepted = run.Baseline.Deliveries.First(sent => sent.Answer.IsAccepted);
        if (UndescribedEvents.Remark(run.Consumer, run.Baseline.Accepted) is { } undescribed)
            return ClauseFinding.Blocked($"No event had an effect. {undescribed}");
        return ClauseFinding.Broken(
            accepted.Delivery,
            "a 2xx and one effect",
            $"{accepted.Answer}, and no effect within {run.Consumer.EffectTimeout.TotalSeconds:0.#} s; nor of any other event. Either the consumer acknowledges and applies nothing, or WebhookConsumer.Effects does not find what it applies (it is asked by event name and by data.id, else data.key), or WebhookConsumer.EffectTimeout is too short");
    }

    private static string? Remark(ClauseRun run)
    {
        var without = run.Baseline.Accepted.Except(run.Baseline.Effective).ToList();
        return run.Consumer.Handles is not null || without.Count == 0 ? null
            : $"Accepted, and without an effect: {string.Join(", ", without)}. Are they to be left alone? If not, see whether WebhookConsumer.Effects finds them by data.id, or by data.key where there is no id; name the events that are handled in WebhookConsumer.Handles, and each must take effect.";
    }

    private static async Task<ClauseFinding> CheckNamesAsync(ClauseRun run, CancellationToken cancellationToken)
    {
        var sent = new List<WebhookDelivery>();
        foreach (var name in run.SomeEffective)
            sent.Add(await run.PrepareAsync(name, cancellationToken).ConfigureAwait(false));
        var expected = new List<(WebhookDelivery Delivery, WebhookDelivery Other, int Count)>();
        var named = new List<(WebhookDelivery Delivery, WebhookDelivery Other)>();
        foreach (var delivery in sent)
        {
            // Of this entity its creation alone was sent; entities that others refer to may have effects from before.
            expected.AddRange(OtherEvents(run, delivery).Select(other => (delivery, other, other.Event == run.Consumer.Schemas.Life.CreationOf(delivery.Event) ? 1 : 0)));
            named.AddRange(Names(run.Consumer.Schemas, delivery).Distinct().Where(id => id != delivery.EntityId).Select(id => (delivery, delivery with { EntityId = id })));
        }

        foreach (var (one, (_, before)) in named.Zip(await run.Effects.FindAllAsync([.. named.Select(one => one.Other)], cancellationToken).ConfigureAwait(false)))
            expected.Add((one.Delivery, one.Other, before.Count));

        foreach (var delivery in sent)
            await run.SendUsualAsync(delivery, cancellationToken).ConfigureAwait(false);
        await run.Effects.WaitForAsync(sent, 1, _ => run.Consumer.EffectTimeout, cancellationToken).ConfigureAwait(false);
        await run.SettleAsync(cancellationToken).ConfigureAwait(false);
        var found = await run.Effects.FindAllAsync([.. expected.Select(one => one.Other)], cancellationToken).ConfigureAwait(false);
        foreach (var ((delivery, other, before), (_, effects)) in expected.Zip(found))
        {
            if (effects.Count > before)
                return ClauseFinding.Broken(delivery, $"an effect of {delivery.Event} of {delivery.EntityId}, and no other", $"{Words.Effects(effects.Count - before)} of {other.Event} of {other.EntityId} as well");
        }

        return ClauseFinding.Kept;
    }

    /// <summary>The same entity under the other events of its family, and under the like events of others.</summary>
    private static IEnumerable<WebhookDelivery> OtherEvents(ClauseRun run, WebhookDelivery delivery)
    {
        var (family, action) = (run.Consumer.Sender.Events.Family(delivery.Event), run.Consumer.Sender.Events.Action(delivery.Event));
        return run.Baseline.Accepted
            .Where(other => other != delivery.Event && (run.Consumer.Sender.Events.Family(other) == family || other.EndsWith("." + action, StringComparison.Ordinal)))
            .Select(other => delivery with { Event = other });
    }

    /// <summary>Texts that name something else. The entity's own key is another name of it, by which an effect may be found as well.</summary>
    private static IEnumerable<string> Names(WebhookSchemas schemas, WebhookDelivery delivery)
    {
        var fields = schemas.Events.Contains(delivery.Event) ? schemas.Of(delivery.Event).Fields : [];
        foreach (var (key, value) in delivery.Data)
        {
            var field = fields.FirstOrDefault(field => field.Name == key.ToString());
            if (value is PhpString text && (field?.Role ?? FieldRoles.OfName(key.ToString())) is (FieldRole.Identity or FieldRole.Reference))
                yield return text.ToString();
            else if (value is PhpArray { IsList: false } inner && inner[field?.Identity ?? "id"] is PhpString id)
                yield return id.ToString();
        }
    }
}
