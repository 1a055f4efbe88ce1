namespace Partnero.Contracts.Testing.Generation;

/// <summary>Given choices draw nothing that fits: a smaller case that does not exist.</summary>
internal sealed class ChoicesRejectedException() : Exception("These choices draw nothing that fits the schema.");
