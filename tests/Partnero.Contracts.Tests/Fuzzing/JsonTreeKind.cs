namespace Partnero.Contracts.Tests.Fuzzing;

/// <summary>What a <see cref="JsonTree"/> is.</summary>
internal enum JsonTreeKind
{
    Object,
    Array,
    String,

    /// <summary>A number, true, false or null.</summary>
    Literal,
}
