using System.Collections.Generic;
using System.Linq;

namespace Partnero.Contracts.Schemas;

/// <summary>The roles that forbid that a value is left out. They are joined as descriptions are: of several, a strict one wins.</summary>
internal sealed class StrictRoles<TNode>(SchemaIndex<TNode> index)
    where TNode : class, ISchemaNode<TNode>
{
    /// <summary>The strict role of a schema: what it says itself; else that of what it refers to, of any part of its <c>allOf</c>, or of any branch.</summary>
    /// <returns>Null where it has none, or one that is not strict.</returns>
    public string? Of(TNode schema) => Of(schema, []);

    private string? Of(TNode schema, HashSet<TNode> seen)
    {
        if (schema.Type != JsonTypes.Object || !seen.Add(schema))
            return null;
        if (schema.Member(OwnKeywords.Role) is { Type: JsonTypes.String, Literal: var role })
            return OwnKeywords.IsStrictRole(role) ? role : null;
        if (schema.Member("$ref") is { Type: JsonTypes.String } reference)
            return index.Find(schema, reference.Literal) is { } target ? Of(target, seen) : null;
        return (schema.Member("allOf")?.Items ?? schema.Branches()).Select(part => Of(part, seen)).FirstOrDefault(strict => strict is not null);
    }
}
