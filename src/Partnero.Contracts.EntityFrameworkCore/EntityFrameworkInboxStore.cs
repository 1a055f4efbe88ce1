using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Partnero.Contracts.AspNetCore;

namespace Partnero.Contracts.EntityFrameworkCore;

/// <summary>Keeps an inbox in a table of an EF Core context. The work of a delivery runs on the context of its own scope, in the transaction that is opened here.</summary>
internal sealed class EntityFrameworkInboxStore<TContext>(IServiceScopeFactory scopes, ContextLifetime lifetime, TimeProvider time, ILogger<EntityFrameworkInboxStore<TContext>> logger) : IInboxStore
    where TContext : DbContext
{
    private const int UsualConcurrency = 64;

    /// <summary>The events whose handlers were said to leave changes unsaved.</summary>
    private readonly ConcurrentDictionary<string, bool> _unsaved = [];

    public int PreferredConcurrency
    {
        get
        {
            lifetime.Check(typeof(TContext).Name);
            using var scope = scopes.CreateScope();
            return ContextOf(scope.ServiceProvider).Database.HasOneWriter() ? 1 : UsualConcurrency;
        }
    }

    public ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        lifetime.Check(typeof(TContext).Name);
        using var scope = scopes.CreateScope();
        if (ContextOf(scope.ServiceProvider).Model.FindEntityType(typeof(PartneroInboxEntry)) is null)
            throw new InvalidOperationException($"The model of {typeof(TContext).Name} has no inbox. Call modelBuilder.AddPartneroInbox() in its OnModelCreating, and add a migration.");
        return default;
    }

    public async ValueTask<bool> HandleAsync(InboxDelivery delivery, InboxWork work, CancellationToken cancellationToken)
    {
        var context = ContextOf(work.Services);
        return await InboxTransaction.RunAsync(context, async (transaction, token) =>
        {
            if (await RememberAsync(context, Row(delivery, InboxState.Done), token) is not { } id)
                return false;
            await WorkAsync(context, transaction, work, delivery.Event, token);
            // The mark: in a transaction that the database has given up, as after an error that a handler has swallowed, it fails.
            if (!await MarkAsync(context.Set<PartneroInboxEntry>().Where(row => row.Id == id), time.GetUtcNow(), token))
                throw new InvalidOperationException($"The inbox's row of {delivery.Event} was gone after its handler had run, so that nothing is committed. Have no handler delete rows of the inbox.");
            return true;
        }, cancellationToken);
    }

    public async ValueTask<bool> AddAsync(InboxDelivery delivery, string? unreadable, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = ContextOf(scope.ServiceProvider);
        return await InboxTransaction.RunAsync(context, async (_, token) =>
        {
            var row = Row(delivery, unreadable is null ? InboxState.Pending : InboxState.Unreadable);
            row.Body = delivery.Body.ToArray();
            row.Reason = unreadable;
            return await RememberAsync(context, row, token) is not null;
        }, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ClaimedDelivery>> ClaimAsync(InboxClaim claim, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = ContextOf(scope.ServiceProvider);
        var claimed = new List<ClaimedDelivery>();
        await InboxTransaction.RunAsync(context, async (_, token) =>
        {
            claimed.Clear();
            foreach (var row in await context.ToClaim(claim).AsNoTracking().ToListAsync(token))
            {
                var lease = Guid.NewGuid();
                var until = claim.Until.UtcDateTime;
                // Whoever else has claimed it meanwhile has changed its attempts, or its state.
                var isOurs = await context.Set<PartneroInboxEntry>().Where(one => one.Id == row.Id && one.State == row.State && one.Attempts == row.Attempts)
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.Lease, lease).SetProperty(one => one.LeasedUntil, until)
                        .SetProperty(one => one.State, InboxState.Pending).SetProperty(one => one.Attempts, one => one.Attempts + 1), token) == 1;
                if (isOurs)
                    claimed.Add(new() { Id = row.Id, Lease = lease, Event = row.Event, Body = row.Body, Attempt = row.Attempts + 1, Trace = row.Trace });
            }

            return claimed.Count > 0;
        }, cancellationToken);
        return claimed;
    }

    public async ValueTask RenewAsync(IReadOnlyCollection<Guid> leases, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var leased = until.UtcDateTime;
        var ours = leases.Select(lease => (Guid?)lease).ToList();
        await ContextOf(scope.ServiceProvider).Set<PartneroInboxEntry>().Where(row => ours.Contains(row.Lease) && row.State == InboxState.Pending)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeasedUntil, leased), cancellationToken);
    }

    public async ValueTask<bool> CompleteAsync(ClaimedDelivery claimed, InboxWork work, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var context = ContextOf(work.Services);
        return await InboxTransaction.RunAsync(context, async (transaction, token) =>
        {
            var ours = context.Set<PartneroInboxEntry>().Where(row => row.Id == claimed.Id && row.Lease == claimed.Lease && row.State == InboxState.Pending);
            if (!await ours.AnyAsync(token))
                return false;
            await WorkAsync(context, transaction, work, claimed.Event, token);
            return await MarkAsync(ours, now, token);
        }, cancellationToken);
    }

    public async ValueTask PutBackAsync(ClaimedDelivery claimed, InboxPutBack putBack, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var due = putBack.Due.UtcDateTime;
        await ContextOf(scope.ServiceProvider).Set<PartneroInboxEntry>().Where(row => row.Id == claimed.Id && row.Lease == claimed.Lease)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, putBack.State).SetProperty(row => row.DueAt, due).SetProperty(row => row.Lease, (Guid?)null).SetProperty(row => row.LeasedUntil, (DateTime?)null)
                .SetProperty(row => row.Attempts, putBack.Attempts).SetProperty(row => row.Reason, row => putBack.Reason ?? row.Reason), cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ParkedDelivery>> FindParkedAsync(string program, int max, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await ContextOf(scope.ServiceProvider).Set<PartneroInboxEntry>().AsNoTracking()
            .Where(row => row.Program == program && (row.State == InboxState.Parked || row.State == InboxState.Unreadable)).OrderBy(row => row.Id).Take(max).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new ParkedDelivery
        {
            Id = row.Id,
            State = row.State,
            Event = row.Event,
            Entity = row.Entity,
            ReceivedAt = row.ReceivedAt,
            Attempts = row.Attempts,
            Reason = row.Reason ?? "",
            Body = row.Body,
        });
    }

    public async ValueTask<InboxDepth> MeasureAsync(string program, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var waiting = ContextOf(scope.ServiceProvider).Set<PartneroInboxEntry>().Where(row => row.Program == program && row.State != InboxState.Done);
        var counted = await waiting.GroupBy(row => row.State).Select(group => new { State = group.Key, Count = group.Count(), Oldest = group.Min(row => row.ReceivedAt) }).ToListAsync(cancellationToken);
        int Count(InboxState state) => counted.Find(group => group.State == state)?.Count ?? 0;
        return new(Count(InboxState.Pending), Count(InboxState.Parked), Count(InboxState.Unreadable), counted.Find(group => group.State == InboxState.Pending)?.Oldest is { } oldest ? DateTime.SpecifyKind(oldest, DateTimeKind.Utc) : null);
    }

    public async ValueTask<int> PruneAsync(string program, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var time = before.UtcDateTime;
        return await ContextOf(scope.ServiceProvider).Set<PartneroInboxEntry>().Where(row => row.Program == program && row.State == InboxState.Done && row.DueAt < time).ExecuteDeleteAsync(cancellationToken);
    }

    private static TContext ContextOf(IServiceProvider services) => services.GetRequiredService<TContext>();

    /// <returns>The number of the row; null for a duplicate.</returns>
    private static async Task<long?> RememberAsync(TContext context, PartneroInboxEntry row, CancellationToken cancellationToken)
    {
        var rows = context.Set<PartneroInboxEntry>();
        // A duplicate that comes later is seen here, and leaves no error in the log. One that comes at the same moment is refused by the index: the
        // transaction runs again then, and sees it here too.
        var known = await rows.AsNoTracking().Where(one => one.Identity == row.Identity).Select(one => new { one.Id, one.State }).FirstOrDefaultAsync(cancellationToken);
        if (known is { State: InboxState.Unreadable } && row.State != InboxState.Unreadable)
        {
            // Nothing was done for it yet: from here on it can be read.
            var isOurs = await rows.Where(one => one.Id == known.Id && one.State == InboxState.Unreadable)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.State, row.State).SetProperty(one => one.DueAt, row.DueAt).SetProperty(one => one.Event, row.Event)
                    .SetProperty(one => one.Entity, row.Entity).SetProperty(one => one.CreatedAt, row.CreatedAt).SetProperty(one => one.Trace, row.Trace)
                    .SetProperty(one => one.Body, row.Body).SetProperty(one => one.Attempts, 0).SetProperty(one => one.Reason, (string?)null), cancellationToken) == 1;
            return isOurs ? known.Id : null;
        }

        if (known is not null)
            return null;
        rows.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        // The handler finds a context that tracks nothing.
        context.ChangeTracker.Clear();
        return row.Id;
    }

    /// <exception cref="InvalidOperationException">The transaction is not open any more: what the handler did is committed, or lost, already.</exception>
    private async Task WorkAsync(TContext context, IDbContextTransaction transaction, InboxWork work, string eventName, CancellationToken cancellationToken)
    {
        await work.RunAsync(cancellationToken);
        if (context.Database.CurrentTransaction != transaction)
            throw new InvalidOperationException($"The handler of {eventName} ended the inbox's transaction. Have it neither commit nor roll back: the inbox commits when the handler returns, and rolls back when it throws.");
        if (!context.ChangeTracker.HasChanges())
            return;
        if (_unsaved.TryAdd(eventName, true))
            logger.SavesForHandler(eventName, context.ChangeTracker.Entries().Count(entry => entry.State is not EntityState.Unchanged and not EntityState.Detached));
        await context.SaveChangesAsync(cancellationToken);
    }

    private static async Task<bool> MarkAsync(IQueryable<PartneroInboxEntry> row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var done = now.UtcDateTime;
        return await row.ExecuteUpdateAsync(set => set.SetProperty(one => one.State, InboxState.Done).SetProperty(one => one.DueAt, done)
            .SetProperty(one => one.Lease, (Guid?)null).SetProperty(one => one.LeasedUntil, (DateTime?)null).SetProperty(one => one.Body, (byte[]?)null).SetProperty(one => one.Reason, (string?)null), cancellationToken) == 1;
    }

    private static PartneroInboxEntry Row(InboxDelivery delivery, InboxState state) => new()
    {
        Program = delivery.Program,
        Identity = delivery.Identity,
        Event = delivery.Event,
        Entity = delivery.Entity,
        State = state,
        CreatedAt = delivery.CreatedAt.UtcDateTime,
        ReceivedAt = delivery.ReceivedAt.UtcDateTime,
        DueAt = delivery.ReceivedAt.UtcDateTime,
        Trace = delivery.Trace,
    };
}
