using Consumer.Storage;
using Consumer.Webhooks;

namespace Consumer.Maintenance;

/// <summary>Forgets old deliveries, so that the inbox does not grow for ever.</summary>
/// <remarks>
/// What is forgotten here is what the inbox takes for expired, by the same clock and the same time of dispatch: nothing can be
/// forgotten and then applied once more. A clock that is wrong after a start has an hour to be set right.
/// </remarks>
internal sealed class InboxPruning(BillingDatabase database, TimeProvider time, ILogger<InboxPruning> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);
    private readonly PeriodicTimer _timer = new(Period, time);

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // An exception that left this method would stop the whole service.
                logger.PruningFailed(exception, Period);
            }
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - Inbox.RemembersFor;
        using var session = new BillingSession(database);
        using var transaction = await session.BeginAsync(cancellationToken);
        var count = session.Execute("DELETE FROM inbox WHERE created_at < $before", ("before", StoredText.Of(before)));
        transaction.Commit();
        if (count > 0)
            logger.ForgotDeliveries(count, before);
    }
}
