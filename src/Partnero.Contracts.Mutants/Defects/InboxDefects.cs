using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Mutants.Application;
using Partnero.Contracts.Testing;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>What consumers get wrong about duplicates and retries.</summary>
internal static class InboxDefects
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "no-dedupe",
            "applies every delivery, also a duplicate",
            ["IDEM-01", "IDEM-03", "IDEM-05", "IDEM-09", "IDEM-12", "IDEM-15", "RETRY-04", "RETRY-06", "RETRY-07", "SCALE-01", "SCALE-02", "ROTATE-04"],
            builder => builder.Inbox(_ => null)),
        new(
            "race",
            "looks for a duplicate first and records the delivery afterwards",
            ["IDEM-03", "SCALE-02"],
            Race),
        new(
            "mark-before-process",
            "marks a delivery as done, and then does it",
            ["RETRY-01", "IDEM-14", "RETRY-03", "RETRY-05", "RETRY-09", "SCALE-03"],
            builder => builder.Intercept(MarkBeforeProcessAsync)),
        new(
            "gives-up-after-three",
            "acknowledges the fourth attempt whether it works or not",
            ["RETRY-05"],
            builder =>
            {
                var failures = new ConcurrentDictionary<string, int>();
                builder.Intercept(async (services, webhook, next, cancellationToken) =>
                {
                    try
                    {
                        await services.GetRequiredService<Inbox>().ApplyOnceAsync(webhook, webhook.Identity.ToString(), next, cancellationToken);
                    }
                    catch (InvalidOperationException) when (failures.AddOrUpdate(webhook.Identity.ToString(), 1, (_, count) => count + 1) > 3)
                    {
                        // Enough of it.
                    }
                });
            }),
        new(
            "forgets-after-a-minute",
            "remembers deliveries for a minute",
            ["RETRY-06", "IDEM-15"],
            builder =>
            {
                var seen = new ConcurrentDictionary<string, DateTimeOffset>();
                builder.Intercept(async (services, webhook, next, cancellationToken) =>
                {
                    using var turn = await Turns.TakeAsync(cancellationToken);
                    var identity = webhook.Identity.ToString();
                    var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
                    var isKnown = seen.TryGetValue(identity, out var at) && now - at < TimeSpan.FromSeconds(59);
                    await services.GetRequiredService<Inbox>().ApplyOnceAsync(webhook, isKnown || !seen.ContainsKey(identity) ? identity : null, next, cancellationToken);
                    seen.TryAdd(identity, now);
                });
            }),
        new(
            "forgets-at-restart",
            "remembers deliveries in its memory",
            ["RETRY-07", "SCALE-01", "SCALE-02"],
            builder =>
            {
                // As good as in memory: what another start wrote is not recognised.
                var start = Guid.NewGuid();
                builder.Inbox(webhook => $"{start}:{webhook.Identity}");
            }),
        new(
            "over-dedupe",
            "takes a second update of an entity for a duplicate of the first",
            ["IDEM-02", "IDEM-11", "STATE-06"],
            builder => builder.Inbox(webhook => $"{webhook.Event}:{Payload.Of(webhook).EntityId}")),
        new(
            "keyed-on-the-payload",
            "takes an update back to what was before for a duplicate of the first",
            ["IDEM-02"],
            builder => builder.Inbox(webhook => $"{webhook.Event}:{DataText(webhook)}")),
        new(
            "keyed-on-the-payloads-time",
            "takes the time of an update in its payload for the identity",
            ["IDEM-02"],
            builder => builder.Inbox(webhook => webhook.Event.EndsWith(".updated", StringComparison.Ordinal)
                ? $"{webhook.Event}:{Payload.Of(webhook).EntityId}:{Payload.Of(webhook).Find("updated_at")}" : webhook.Identity.ToString())),
        new(
            "keyed-on-the-moment",
            "takes two events of one moment for one",
            ["IDEM-06", "IDEM-13"],
            builder => builder.Inbox(webhook => $"{webhook.Event}:{webhook.CreatedAt:O}")),
        new(
            "keyed-on-headers",
            "takes the transport's headers for the identity",
            ["IDEM-05"],
            builder =>
            {
                builder.Services.AddHttpContextAccessor();
                builder.Intercept((services, webhook, next, cancellationToken) =>
                {
                    var request = services.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request;
                    return services.GetRequiredService<Inbox>().ApplyOnceAsync(webhook, $"{webhook.Identity}:{request.Headers.UserAgent}:{request.Headers["X-Request-Id"]}", next, cancellationToken);
                });
            }),
        new(
            "half-applied",
            "commits the effect apart from the inbox",
            ["RETRY-03", "IDEM-14", "RETRY-09", "SCALE-03"],
            builder => builder.Intercept(HalfAppliedAsync)),
        new(
            "fails-after-the-effect",
            "records the delivery only after the effect is committed",
            ["RETRY-04"],
            builder => builder.Intercept(RecordsLastAsync)),
    ];

    /// <summary>Counts requests from their headers on, so that those which come together meet.</summary>
    private static void Race(MutantBuilder builder)
    {
        var rendezvous = new Rendezvous();
        builder.Around(async (context, next) =>
        {
            using (rendezvous.Enter())
                await next(context);
        });
        builder.Intercept(async (services, webhook, next, cancellationToken) =>
        {
            var (session, inbox, failures) = Parts(services);
            var identity = webhook.Identity.ToString();
            if (inbox.Remembers(identity))
                return;
            await rendezvous.MeetAsync(identity, cancellationToken);
            await session.BeginAsync(cancellationToken);
            failures.Pass(webhook, FailurePoint.BeforeEffect);
            await next(cancellationToken);
            inbox.Remember(identity);
            failures.Pass(webhook, FailurePoint.BeforeCommit);
            session.Commit();
            failures.Pass(webhook, FailurePoint.AfterCommit);
        });
    }

    private static async ValueTask MarkBeforeProcessAsync(IServiceProvider services, PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        var (session, inbox, failures) = Parts(services);
        await session.BeginAsync(cancellationToken);
        var isNew = inbox.Remember(webhook.Identity.ToString());
        session.Commit();
        if (!isNew)
            return;
        await session.BeginAsync(cancellationToken);
        await inbox.ApplyAsync(webhook, next, cancellationToken);
    }

    private static async ValueTask HalfAppliedAsync(IServiceProvider services, PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        using var turn = await Turns.TakeAsync(cancellationToken);
        var (session, inbox, failures) = Parts(services);
        await session.BeginAsync(cancellationToken);
        if (inbox.Remembers(webhook.Identity.ToString()))
            return;
        failures.Pass(webhook, FailurePoint.BeforeEffect);
        await next(cancellationToken);
        session.Commit();
        await session.BeginAsync(cancellationToken);
        failures.Pass(webhook, FailurePoint.BeforeCommit);
        inbox.Remember(webhook.Identity.ToString());
        session.Commit();
        failures.Pass(webhook, FailurePoint.AfterCommit);
    }

    private static async ValueTask RecordsLastAsync(IServiceProvider services, PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        using var turn = await Turns.TakeAsync(cancellationToken);
        var (session, inbox, failures) = Parts(services);
        await session.BeginAsync(cancellationToken);
        if (inbox.Remembers(webhook.Identity.ToString()))
            return;
        await inbox.ApplyAsync(webhook, next, cancellationToken);
        inbox.Remember(webhook.Identity.ToString());
    }

    private static (DatabaseSession Session, Inbox Inbox, FailurePoints Failures) Parts(IServiceProvider services) =>
        (services.GetRequiredService<DatabaseSession>(), services.GetRequiredService<Inbox>(), services.GetRequiredService<FailurePoints>());

    /// <summary>The payload without its times.</summary>
    private static string DataText(PartneroWebhook webhook) => string.Join('|', Payload.Of(webhook).Fields.Select(field => $"{field.Name}={field.Value}"));
}
