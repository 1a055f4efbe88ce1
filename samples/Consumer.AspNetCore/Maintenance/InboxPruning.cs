using Consumer.Storage;

namespace Consumer.Maintenance;

/// <summary>Forgets old deliveries, so that the inbox does not grow for ever.</summary>
internal sealed class InboxPruning(BillingDatabase database, TimeProvider time, ILogger<InboxPruning> logger) : BackgroundService
{
    /// <summary>
    /// How long a delivery is remembered. The sender's last attempt comes 2 h 36 min after the first;
    /// the rest is for a delivery that somebody sends again by hand.
    /// </summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromDays(7);

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // An exception that left this method would stop the whole service.
                logger.PruningFailed(fault, Period);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - KeepFor;
        using var session = new BillingSession(database);
        using var transaction = await session.BeginAsync(cancellationToken);
        var count = session.Execute("DELETE FROM inbox WHERE received_at < $before", ("before", StoredText.Of(before)));
        transaction.Commit();
        if (count > 0)
            logger.ForgotDeliveries(count, before);
    }
}
