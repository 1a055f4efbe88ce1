namespace Partnero.Contracts.Inbox.Tests.Billing;

/// <summary>What the service writes, within the transaction of the delivery under way.</summary>
internal interface IBooks
{
    /// <summary>Enters that an event was applied.</summary>
    Task EnterAsync(string eventName, string entity, string fields, CancellationToken cancellationToken);

    /// <summary>Finds what is known of an entity.</summary>
    Task<Known?> FindAsync(string kind, string id, CancellationToken cancellationToken);

    /// <summary>Stores what is known of it from now on, if that is still what it was.</summary>
    Task StoreAsync(string kind, string id, Known? before, Known after, CancellationToken cancellationToken);
}

/// <summary>What is known of an entity: until which moment, whether it was deleted, and its fields as JSON.</summary>
internal sealed record Known(DateTimeOffset AsOf, bool IsDeleted, string Fields);
