namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>What a probe answered with its 2xx.</summary>
/// <param name="Body">The bytes.</param>
/// <param name="CharacterSet">The character set that the answer names; null where it names none.</param>
internal sealed record ProbeAnswer(byte[] Body, string? CharacterSet);
