namespace Partnero.Contracts.Testing;

/// <summary>Finds what a consumer holds of an entity now.</summary>
/// <param name="entity">The kind of entity, as events name it: <c>partner</c> of <c>partner.created</c>.</param>
/// <param name="id">The id of the entity: <c>data.id</c>, else <c>data.key</c>.</param>
/// <param name="cancellationToken">Cancelled when the run is.</param>
/// <returns>What is stored, as an object that can be written as JSON, under names of the consumer's own; null where nothing is, or nothing any more.</returns>
public delegate Task<object?> StateProbe(string entity, string id, CancellationToken cancellationToken);
