namespace Partnero.Contracts.Testing.Running;

/// <summary>What a clause needs of the consumer turned out to be missing while it was checked.</summary>
internal sealed class CannotExerciseException(string reason) : Exception(reason);
