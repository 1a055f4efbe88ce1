namespace Partnero.Contracts.Testing.Drawing;

/// <summary>Given choices draw nothing that fits: a smaller case that is none.</summary>
internal sealed class ChoicesRejectedException() : Exception("These choices draw nothing that fits the schema.");
