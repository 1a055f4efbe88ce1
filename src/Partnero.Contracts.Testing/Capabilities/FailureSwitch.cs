namespace Partnero.Contracts.Testing;

/// <summary>Has a consumer fail the next attempts to apply an event to an entity.</summary>
/// <param name="eventName">The name of the event, such as <c>partner.created</c>.</param>
/// <param name="entityId">The id of the entity: <c>data.id</c>, else <c>data.key</c>.</param>
/// <param name="times">How many attempts fail; those after them succeed.</param>
/// <param name="point">Where in its work the attempt fails.</param>
/// <param name="cancellationToken">Cancelled when the run is.</param>
public delegate Task FailureSwitch(string eventName, string entityId, int times, FailurePoint point, CancellationToken cancellationToken);
