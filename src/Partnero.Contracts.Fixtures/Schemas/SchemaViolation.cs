
namespace Partnero.Contracts.Testing;

/// <summary>One constraint that a value breaks.</summary>
public sealed record SchemaViolation
{
    internal SchemaViolation(string pointer, string keyword, string? name, string schema)
    {
        Pointer = pointer;
        Keyword = keyword;
        Name = name;
        Schema = schema;
    }

    /// <summary>Where in the value: a JSON pointer; for a property that is missing or too many, that of its object.</summary>
    public string Pointer { get; init; }

    /// <summary>The keyword that is broken, such as <c>minLength</c>.</summary>
    public string Keyword { get; init; }

    /// <summary>The property, for keywords about one: <c>required</c>, <c>additionalProperties</c>, <c>propertyNames</c>, <c>dependencies</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Where the keyword stands: the schema's address and, after <c>#</c>, a JSON pointer.</summary>
    public string Schema { get; init; }

    /// <summary>In words, such as <c>minLength at /data/id</c>.</summary>
    public override string ToString() => $"{Keyword}{(Name is null ? "" : $" of '{Name}'")} at {(Pointer.Length == 0 ? "the root" : Pointer)}";
}
