namespace Partnero.Contracts.Testing;

/// <summary>Has a consumer take deliveries that are signed with one of some secrets, and no others, from then on.</summary>
/// <param name="secrets">The signing secrets; one at least. They include that of <see cref="WebhookConsumer.Secret"/> where it still holds.</param>
/// <param name="cancellationToken">Cancelled when the run is.</param>
public delegate Task SecretsSwitch(IReadOnlyList<string> secrets, CancellationToken cancellationToken);
