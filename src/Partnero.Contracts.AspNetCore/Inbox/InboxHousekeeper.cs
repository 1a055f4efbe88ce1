using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Partnero.Contracts.AspNetCore;

/// <summary>Looks at the start whether the inbox can work; then counts what waits, and forgets what was done long ago.</summary>
internal sealed class InboxHousekeeper(InboxProgram program, InboxMetrics metrics, ILogger<InboxHousekeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Counting = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pruning = TimeSpan.FromHours(1);
    private DateTimeOffset _nextPruning;

    /// <exception cref="InvalidOperationException">The store is not configured so that it could ever work.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await program.Store.PrepareAsync(cancellationToken);
        }
        catch (DbException exception)
        {
            // It may be back in a minute: until then each delivery is told to come again.
            logger.AwayAtStart(exception);
        }

        // Not at once: a clock that is wrong at a start has an hour to be set right. What is forgotten too early may take effect again.
        _nextPruning = program.Now + Pruning;
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Counting, program.Time);
        try
        {
            do
            {
                await TryAsync(async () => metrics.Counted(program, await program.Store.MeasureAsync(program.Name, stoppingToken)), stoppingToken);
                if (program.Now < _nextPruning)
                    continue;
                _nextPruning = program.Now + Pruning;
                await TryAsync(() => PruneAsync(stoppingToken), stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        var before = program.Now - program.Options.Retention;
        var count = await program.Store.PruneAsync(program.Name, before, cancellationToken);
        if (count > 0)
            logger.Forgot(count, before);
    }

    private async Task TryAsync(Func<Task> act, CancellationToken stopping)
    {
        try
        {
            await act();
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            logger.HousekeepingFailed(exception, Counting);
        }
    }
}
