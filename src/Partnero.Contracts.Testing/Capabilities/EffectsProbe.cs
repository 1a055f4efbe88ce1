namespace Partnero.Contracts.Testing;

/// <summary>Finds what a consumer has applied.</summary>
/// <param name="eventName">The name of the event, such as <c>partner.created</c>.</param>
/// <param name="entityId">The id of the entity: <c>data.id</c>, else <c>data.key</c>.</param>
/// <param name="cancellationToken">Cancelled when the run is.</param>
/// <returns>One entry for each committed application of this event to this entity.</returns>
public delegate Task<IReadOnlyList<WebhookEffect>> EffectsProbe(string eventName, string entityId, CancellationToken cancellationToken);
