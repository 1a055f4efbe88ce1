using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Partnero.Contracts.AspNetCore;
using Partnero.Contracts.Mutants.Application;

namespace Partnero.Contracts.Mutants.Unusuals;

/// <summary>Marks each delivery as begun before it works on it, in a transaction of its own. A failure takes the mark back; the end of the process does not.</summary>
/// <param name="holds">How long a mark holds.</param>
/// <param name="acknowledges">Whether a delivery that is marked counts as done, and is not refused.</param>
internal sealed class BegunMarks(TimeSpan holds, bool acknowledges)
{
    /// <summary>As long as a call to another system takes.</summary>
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(5);

    public async ValueTask InterceptAsync(IServiceProvider services, PartneroWebhook webhook, WebhookContinuation next, CancellationToken cancellationToken)
    {
        var identity = webhook.Identity.ToString();
        if (!await BeginAsync(services, identity, cancellationToken))
        {
            if (!acknowledges && !services.GetRequiredService<Inbox>().Remembers(identity))
                throw new InvalidOperationException("The delivery is being worked on.");
            return;
        }

        // Where the process ends, nobody takes the mark back.
        var ending = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            await Task.Delay(Work, ending);
            await services.GetRequiredService<Inbox>().ApplyOnceAsync(webhook, identity, next, cancellationToken);
        }
        catch when (!ending.IsCancellationRequested)
        {
            services.GetRequiredService<DatabaseSession>().Dispose();
            using var session = new DatabaseSession(services.GetRequiredService<Database>());
            await session.BeginAsync(CancellationToken.None);
            session.Execute("DELETE FROM begun WHERE identity = $identity", ("identity", identity));
            session.Commit();
            throw;
        }
    }

    private async ValueTask<bool> BeginAsync(IServiceProvider services, string identity, CancellationToken cancellationToken)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var until = holds == TimeSpan.MaxValue ? DateTimeOffset.MaxValue : now + holds;
        using var session = new DatabaseSession(services.GetRequiredService<Database>());
        await session.BeginAsync(cancellationToken);
        var isNew = session.Execute(
            "INSERT INTO begun (identity, until) VALUES ($identity, $until) ON CONFLICT (identity) DO UPDATE SET until = $until WHERE until < $now",
            ("identity", identity),
            ("until", until.UtcTicks),
            ("now", now.UtcTicks)) == 1;
        session.Commit();
        return isNew;
    }
}
