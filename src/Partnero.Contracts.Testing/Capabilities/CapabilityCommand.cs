namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>The command by which a consumer gives a capability without a probe.</summary>
/// <param name="Help">What the tool's help says of the option, as sentences.</param>
/// <param name="Give">Adds it to what a consumer gives, from the command and where the consumer listens.</param>
internal sealed record CapabilityCommand(string Help, Func<GivenCapabilities, string, Uri, GivenCapabilities> Give);
