using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Partnero.Contracts.AspNetCore;

/// <summary>Claims the stored deliveries of one program, and has their work done, several at once.</summary>
/// <remarks>It runs with <see cref="InboxMode.InRequest"/> too, seldom: for what was stored before the option was changed.</remarks>
internal sealed class InboxWorker(InboxProgram program, InboxRunner runner, ILogger<InboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan SeldomInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, Task> _running = [];
    private bool _isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The application starts meanwhile.
        await Task.Yield();
        var renewing = RenewAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var free = program.Options.Workers - _running.Count;
            var claimed = free > 0 ? await ClaimAsync(free, stoppingToken) : [];
            foreach (var one in claimed)
                Start(one, stoppingToken);
            if (claimed.Count < free || free <= 0)
                await RestAsync(stoppingToken);
        }

        await Task.WhenAll([.. _running.Values, renewing]);
    }

    /// <summary>Its place is taken before it begins: it may end before this returns.</summary>
    private void Start(ClaimedDelivery claimed, CancellationToken stopping)
    {
        _running[claimed.Lease] = Task.CompletedTask;
        _running.TryUpdate(claimed.Lease, RunAsync(claimed, stopping), Task.CompletedTask);
    }

    private async Task RunAsync(ClaimedDelivery claimed, CancellationToken stopping)
    {
        await Task.Yield();
        try
        {
            await runner.RunAsync(claimed, isRelease: false, stopping);
        }
        finally
        {
            _running.TryRemove(claimed.Lease, out _);
            // There is a place free, and perhaps a delivery that waited for this one.
            program.Stored();
        }
    }

    private async Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(int max, CancellationToken stopping)
    {
        try
        {
            var claim = program.Claim(max) with { KeepsEntityOrder = program.Options.KeepsEntityOrder };
            var claimed = await program.Gate.InTurnAsync(() => program.Store.ClaimAsync(claim, stopping), stopping);
            if (_isAway)
                logger.StoreIsBack();
            _isAway = false;
            return claimed;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return [];
        }
        catch (Exception exception)
        {
            if (!_isAway)
                logger.StoreIsAway(exception, program.Options.PollInterval);
            _isAway = true;
            return [];
        }
    }

    private async Task RestAsync(CancellationToken stopping)
    {
        try
        {
            await program.WaitForStoredAsync(program.Options.Mode == InboxMode.StoreFirst ? program.Options.PollInterval : SeldomInterval, stopping);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private async Task RenewAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(program.Options.Lease / 3);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                if (program.Leases.IsEmpty)
                    continue;
                try
                {
                    await program.Store.RenewAsync([.. program.Leases.Keys], program.Claim(0).Until, stopping);
                }
                catch (Exception exception) when (!stopping.IsCancellationRequested)
                {
                    // Whoever takes it over meanwhile and whoever has begun it: one of them alone can commit.
                    logger.NotRenewed(exception);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }
}
