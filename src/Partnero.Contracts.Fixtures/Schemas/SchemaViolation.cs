
namespace Partnero.Contracts.Testing;

/// <summary>One constraint that a value breaks.</summary>
/// <param name="Pointer">Where in the value: a JSON pointer; for a property that is missing or too many, that of its object.</param>
/// <param name="Keyword">The keyword that is broken, such as <c>minLength</c>.</param>
/// <param name="Name">The property, for keywords about one: <c>required</c>, <c>additionalProperties</c>, <c>propertyNames</c>, <c>dependencies</c>.</param>
/// <param name="Schema">Where the keyword stands: the schema's address and, after <c>#</c>, a JSON pointer.</param>
public sealed record SchemaViolation(string Pointer, string Keyword, string? Name, string Schema)
{
    /// <summary>In words, such as <c>minLength at /data/id</c>.</summary>
    public override string ToString() => $"{Keyword}{(Name is null ? "" : $" of '{Name}'")} at {(Pointer.Length == 0 ? "the root" : Pointer)}";
}
