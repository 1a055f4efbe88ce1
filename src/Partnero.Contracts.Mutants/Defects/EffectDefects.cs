using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.Mutants.Application;
using Partnero.Contracts.Mutants.PartneroWebhooks;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>What consumers get wrong between the 2xx and the effect.</summary>
internal static class EffectDefects
{
    private static readonly string[] TwoEvents = [PartneroEvents.PartnerCreated, PartneroEvents.RewardPaid];

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "never-commits",
            "does the work in a transaction that it never commits",
            ["EFFECT-01"],
            builder => builder.Intercept(async (services, _, next, cancellationToken) =>
            {
                await services.GetRequiredService<DatabaseSession>().BeginAsync(cancellationToken);
                await next(cancellationToken);
            })),
        new(
            "takes-all-for-duplicates",
            "takes every delivery for a duplicate",
            ["EFFECT-01"],
            builder => builder.Intercept((_, _, _, _) => ValueTask.CompletedTask)),
        new(
            "works-on-a-copy",
            "changes objects that are never saved",
            ["EFFECT-01"],
            builder => builder.Intercept(async (services, webhook, next, cancellationToken) =>
            {
                // What is written ends with the savepoint; the inbox is committed.
                var session = services.GetRequiredService<DatabaseSession>();
                await session.BeginAsync(cancellationToken);
                session.Execute("SAVEPOINT work");
                await next(cancellationToken);
                session.Execute("ROLLBACK TO work");
                session.Commit();
            })),
        new(
            "leaves-an-event-out",
            "acknowledges an event that it is said to handle, and does nothing",
            ["EFFECT-01"],
            builder => builder.Intercept((services, webhook, next, cancellationToken) => webhook is RewardPaid
                ? ValueTask.CompletedTask
                : services.GetRequiredService<Inbox>().ApplyOnceAsync(webhook, webhook.Identity.ToString(), next, cancellationToken)))
        {
            Handles = TwoEvents,
        },
        new(
            "applies-the-first-update-alone",
            "leaves an approval out once the entity was updated",
            ["EFFECT-01"],
            builder => builder.Intercept((services, webhook, next, cancellationToken) => webhook is PartnerApproved { Data.Id: var partner } && services.GetRequiredService<DatabaseSession>().Find(PartneroEvents.PartnerUpdated, partner).Count > 0
                ? ValueTask.CompletedTask
                : services.GetRequiredService<Inbox>().ApplyOnceAsync(webhook, webhook.Identity.ToString(), next, cancellationToken)))
        {
            Handles = [PartneroEvents.PartnerCreated, PartneroEvents.PartnerUpdated, PartneroEvents.PartnerApproved],
        },
        AlsoRecords("runs-into-the-next-case", "applies an update as a creation too", webhook => webhook is PartnerUpdated ? (PartneroEvents.PartnerCreated, Payload.Of(webhook).EntityId) : null),
        AlsoRecords("takes-the-reference-for-the-entity", "applies an approved reward to the partner's id too", webhook => webhook is RewardApproved { Data.Partner.Id: { } partner } ? (webhook.Event, partner) : null),
    ];

    private static Mutant AlsoRecords(string name, string description, Func<PartneroWebhook, (string Event, string EntityId)?> also) =>
        new(name, description, ["EFFECT-02"], builder => builder.Intercept((services, webhook, next, cancellationToken) => services.GetRequiredService<Inbox>().ApplyOnceAsync(
            webhook,
            webhook.Identity.ToString(),
            async token =>
            {
                await next(token);
                if (also(webhook) is var (eventName, entityId))
                    services.GetRequiredService<DatabaseSession>().Record(eventName, entityId);
            },
            cancellationToken)));
}
