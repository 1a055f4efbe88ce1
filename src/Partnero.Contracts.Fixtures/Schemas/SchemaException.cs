namespace Partnero.Contracts.Testing.Schemas;

/// <summary>A schema from which nothing can be drawn: it is no schema, leads nowhere, uses what is not supported, or allows no value.</summary>
/// <remarks>The message names the place in the schema, as its address and a JSON pointer, and says what to do.</remarks>
internal sealed class SchemaException : ArgumentException
{
    internal SchemaException(string location, string what)
        : base($"{location}: {what}") => Location = location;

    /// <summary>Where: the schema's address and, after <c>#</c>, a JSON pointer.</summary>
    public string Location { get; }
}
