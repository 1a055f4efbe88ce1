namespace Partnero.Contracts.AspNetCore;

/// <summary>Where an inbox keeps its deliveries. One for each program; safe for concurrent use, by several processes too.</summary>
/// <remarks>
/// <c>UseAdoNetInbox</c> and <c>UseEntityFrameworkInbox</c> bring one each; another is given to <see cref="PartneroWebhookBuilder.UseInbox"/>.
/// What each member changes is committed when it returns, and rolled back when it throws.
/// </remarks>
public interface IInboxStore
{
    /// <summary>How many transactions of this process the store likes to have open at once.</summary>
    int PreferredConcurrency { get; }

    /// <summary>Looks at the start whether it can work.</summary>
    /// <exception cref="InvalidOperationException">It is not configured so that it ever could, and the application does not start; the message says what to do.</exception>
    /// <exception cref="System.Data.Common.DbException">The database is away, or refuses; the application starts, and each delivery tries again.</exception>
    ValueTask PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Remembers a delivery and does its work, in one transaction.</summary>
    /// <returns>False for a duplicate, whose work is not done. One that is stored as unreadable is no duplicate: it is done from here on.</returns>
    ValueTask<bool> HandleAsync(InboxDelivery delivery, InboxWork work, CancellationToken cancellationToken);

    /// <summary>Stores a delivery as pending, or as unreadable where a reason is given.</summary>
    /// <returns>False for a duplicate. One that was unreadable, and is not any more, becomes pending.</returns>
    ValueTask<bool> AddAsync(InboxDelivery delivery, string? unreadable, CancellationToken cancellationToken);

    /// <summary>Gives deliveries to work on. Their attempts are counted, and they are due again when the claim's time is over.</summary>
    ValueTask<IReadOnlyList<ClaimedDelivery>> ClaimAsync(InboxClaim claim, CancellationToken cancellationToken);

    /// <summary>Keeps claimed deliveries for longer. Those that are not this worker's any more are left alone.</summary>
    ValueTask RenewAsync(IReadOnlyCollection<Guid> leases, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Does the work of a claimed delivery and marks it as done, in one transaction, which fails where the delivery is not this worker's any more.</summary>
    /// <returns>False where it is not this worker's any more: nothing was done.</returns>
    ValueTask<bool> CompleteAsync(ClaimedDelivery claimed, InboxWork work, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Gives a claimed delivery back undone, if it is still this worker's.</summary>
    ValueTask PutBackAsync(ClaimedDelivery claimed, InboxPutBack putBack, CancellationToken cancellationToken);

    /// <summary>Finds what is parked or unreadable, the oldest first.</summary>
    ValueTask<IReadOnlyList<ParkedDelivery>> FindParkedAsync(string program, int max, CancellationToken cancellationToken);

    /// <summary>Counts what waits.</summary>
    ValueTask<InboxDepth> MeasureAsync(string program, CancellationToken cancellationToken);

    /// <summary>Forgets deliveries whose work was done before a time.</summary>
    /// <returns>How many.</returns>
    ValueTask<int> PruneAsync(string program, DateTimeOffset before, CancellationToken cancellationToken);
}
