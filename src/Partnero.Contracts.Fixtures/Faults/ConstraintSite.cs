using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Faults;

/// <summary>One constraint that holds for one part of a valid value.</summary>
/// <param name="Path">The part.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Schema">The schema that constrains it.</param>
/// <param name="Keyword">The keyword that does.</param>
/// <param name="Name">The property, for keywords about one.</param>
internal sealed record ConstraintSite(string[] Path, PhpValue Value, Schema Schema, string Keyword, string? Name = null)
{
    /// <summary>What tells the constraint from others, wherever its part stands: so that a smaller case can have the same fault.</summary>
    public string Id => $"{Schema.Location}/{Keyword}{(Name is null ? "" : ":" + Name)}";

    public string Pointer => string.Concat(Path.Select(token => "/" + JsonPointer.Escape(token)));
}
