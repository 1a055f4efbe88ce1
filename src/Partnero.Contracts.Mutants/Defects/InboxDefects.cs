using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Mutants.Billing;
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
            ["IDEM-01", "IDEM-03", "IDEM-05", "RETRY-04", "RETRY-06", "RETRY-07"],
            builder => builder.Intercept((services, webhook, next, cancellationToken) => WriteAsync(services, webhook, null, next, cancellationToken))),
        new(
            "race",
            "looks for a duplicate first and records the delivery afterwards",
            ["IDEM-03"],
            Race),
        new(
            "mark-before-process",
            "marks a delivery as done, and then does it",
            ["RETRY-01", "RETRY-03", "RETRY-05"],
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
                        await WriteAsync(services, webhook, webhook.Identity.ToString(), next, cancellationToken);
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
            ["RETRY-06"],
            builder =>
            {
                var seen = new ConcurrentDictionary<string, DateTimeOffset>();
                builder.Intercept(async (services, webhook, next, cancellationToken) =>
                {
                    using var turn = await Turns.TakeAsync(cancellationToken);
                    var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
                    var isKnown = seen.TryGetValue(webhook.Identity.ToString(), out var at) && now - at < TimeSpan.FromSeconds(59);
                    await WriteAsync(services, webhook, isKnown || !seen.ContainsKey(webhook.Identity.ToString()) ? webhook.Identity.ToString() : null, next, cancellationToken);
                    seen.TryAdd(webhook.Identity.ToString(), now);
                });
            }),
        new(
            "forgets-at-restart",
            "remembers deliveries in its memory",
            ["RETRY-07"],
            builder =>
            {
                // As good as in memory: what another start wrote is not recognised.
                var start = Guid.NewGuid();
                builder.Intercept((services, webhook, next, cancellationToken) => WriteAsync(services, webhook, $"{start}:{webhook.Identity}", next, cancellationToken));
            }),
        Keyed(
            "over-dedupe",
            "takes a second update of an entity for a duplicate of the first",
            ["IDEM-02"],
            webhook => $"{webhook.Event}:{Payload.Of(webhook).EntityId}"),
        Keyed(
            "keyed-on-the-payload",
            "takes an update back to what was before for a duplicate of the first",
            ["IDEM-02"],
            webhook => $"{webhook.Event}:{DataText(webhook)}"),
        Keyed(
            "keyed-on-the-moment",
            "takes two events of one moment for one",
            ["IDEM-06"],
            webhook => $"{webhook.Event}:{webhook.CreatedAt:O}"),
        new(
            "keyed-on-headers",
            "takes the transport's headers for the identity",
            ["IDEM-05"],
            builder =>
            {
                builder.Services.AddHttpContextAccessor();
                builder.Intercept((services, webhook, next, cancellationToken) =>
                {
                    var request = services.GetRequiredService<Microsoft.AspNetCore.Http.IHttpContextAccessor>().HttpContext!.Request;
                    return WriteAsync(services, webhook, $"{webhook.Identity}:{request.Headers.UserAgent}:{request.Headers["X-Request-Id"]}", next, cancellationToken);
                });
            }),
        new(
            "half-applied",
            "commits the effect apart from the inbox",
            ["RETRY-03"],
            builder => builder.Intercept(HalfAppliedAsync)),
        new(
            "fails-after-the-effect",
            "records the delivery only after the effect is committed",
            ["RETRY-04"],
            builder => builder.Intercept(RecordsLastAsync)),
    ];

    private static Mutant Keyed(string name, string description, IReadOnlyList<string> breaks, Func<PartneroWebhook, string> identity) =>
        new(name, description, breaks, builder => builder.Intercept((services, webhook, next, cancellationToken) =>
            WriteAsync(services, webhook, identity(webhook), next, cancellationToken)));

    /// <summary>The sound way, with an identity of the defect's own; without one, every delivery is new.</summary>
    public static async ValueTask WriteAsync(IServiceProvider services, PartneroWebhook webhook, string? identity, WebhookContinuation next, CancellationToken cancellationToken)
    {
        var (session, faults) = Parts(services);
        await session.BeginAsync(cancellationToken);
        if (identity is not null && !Remember(session, identity))
            return;
        faults.Pass(webhook, FailurePoint.BeforeEffect);
        await next(cancellationToken);
        faults.Pass(webhook, FailurePoint.BeforeCommit);
        session.Commit();
        faults.Pass(webhook, FailurePoint.AfterCommit);
    }

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
            var (session, faults) = Parts(services);
            var identity = webhook.Identity.ToString();
            if (session.Count("SELECT count(*) FROM inbox WHERE identity = $identity", ("identity", identity)) > 0)
                return;
            await rendezvous.MeetAsync(identity, cancellationToken);
            await session.BeginAsync(cancellationToken);
            faults.Pass(webhook, FailurePoint.BeforeEffect);
            await next(cancellationToken);
            Remember(session, identity);
            faults.Pass(webhook, FailurePoint.BeforeCommit);
            session.Commit();
            faults.Pass(webhook, FailurePoint.AfterCommit);
        });
    }

    private static async ValueTask MarkBeforeProcessAsync(IServiceProvider services, PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        var (session, faults) = Parts(services);
        await session.BeginAsync(cancellationToken);
        var isNew = Remember(session, webhook.Identity.ToString());
        session.Commit();
        if (!isNew)
            return;
        await session.BeginAsync(cancellationToken);
        faults.Pass(webhook, FailurePoint.BeforeEffect);
        await next(cancellationToken);
        faults.Pass(webhook, FailurePoint.BeforeCommit);
        session.Commit();
        faults.Pass(webhook, FailurePoint.AfterCommit);
    }

    private static async ValueTask HalfAppliedAsync(IServiceProvider services, PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        using var turn = await Turns.TakeAsync(cancellationToken);
        var (session, faults) = Parts(services);
        await session.BeginAsync(cancellationToken);
        if (session.Count("SELECT count(*) FROM inbox WHERE identity = $identity", ("identity", webhook.Identity.ToString())) > 0)
            return;
        faults.Pass(webhook, FailurePoint.BeforeEffect);
        await next(cancellationToken);
        session.Commit();
        await session.BeginAsync(cancellationToken);
        faults.Pass(webhook, FailurePoint.BeforeCommit);
        Remember(session, webhook.Identity.ToString());
        session.Commit();
        faults.Pass(webhook, FailurePoint.AfterCommit);
    }

    private static async ValueTask RecordsLastAsync(IServiceProvider services, PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        using var turn = await Turns.TakeAsync(cancellationToken);
        var (session, faults) = Parts(services);
        await session.BeginAsync(cancellationToken);
        if (session.Count("SELECT count(*) FROM inbox WHERE identity = $identity", ("identity", webhook.Identity.ToString())) > 0)
            return;
        faults.Pass(webhook, FailurePoint.BeforeEffect);
        await next(cancellationToken);
        faults.Pass(webhook, FailurePoint.BeforeCommit);
        session.Commit();
        faults.Pass(webhook, FailurePoint.AfterCommit);
        Remember(session, webhook.Identity.ToString());
    }

    private static bool Remember(BillingSession session, string identity) =>
        session.Execute("INSERT INTO inbox (identity, received_at) VALUES ($identity, '') ON CONFLICT DO NOTHING", ("identity", identity)) == 1;

    private static (BillingSession Session, FaultPoints Faults) Parts(IServiceProvider services) =>
        (services.GetRequiredService<BillingSession>(), services.GetRequiredService<FaultPoints>());

    /// <summary>The payload without its times.</summary>
    private static string DataText(PartneroWebhook webhook) => string.Join('|', Payload.Of(webhook).Fields.Select(field => $"{field.Name}={field.Value}"));
}
