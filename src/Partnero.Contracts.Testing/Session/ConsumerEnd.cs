namespace Partnero.Contracts.Testing.Session;

/// <summary>What has become of a consumer that took valid deliveries before and takes none any more.</summary>
/// <param name="Reason">Why nothing more can be found out of it.</param>
/// <param name="Finding">What was found of it.</param>
internal sealed record ConsumerEnd(string Reason, ClauseFinding Finding);
