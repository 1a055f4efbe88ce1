using Microsoft.Extensions.DependencyInjection;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Specimens.Billing;

namespace Partnero.Contracts.Specimens.Defects;

/// <summary>The defect: looks for the identity before the transaction begins, and writes it without minding whether it is there.</summary>
internal sealed class CheckThenActInbox(BillingSession session, Rendezvous rendezvous) : IWebhookInterceptor
{
    /// <summary>Counts requests from their headers on, so that those which come together meet.</summary>
    public static void Build(SpecimenBuilder builder)
    {
        var rendezvous = new Rendezvous();
        builder.Services.AddSingleton(rendezvous);
        builder.Around(async (context, next) =>
        {
            using (rendezvous.Enter())
                await next(context);
        });
        builder.Receive(inbox: typeof(CheckThenActInbox));
    }

    public async ValueTask InvokeAsync(PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        var identity = webhook.Identity.ToString();
        if (session.Count("SELECT count(*) FROM inbox WHERE identity = $identity", ("identity", identity)) > 0)
            return;

        await rendezvous.MeetAsync(identity, cancellationToken);
        await session.BeginAsync(cancellationToken);
        await next(cancellationToken);
        session.Execute("INSERT OR IGNORE INTO inbox (identity, received_at) VALUES ($identity, '')", ("identity", identity));
        session.Commit();
    }
}
