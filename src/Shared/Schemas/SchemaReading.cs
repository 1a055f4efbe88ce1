using System.Collections.Generic;

namespace Partnero.Contracts.Schemas;

/// <summary>What a schema is read as.</summary>
/// <param name="Idiom">The idiom.</param>
/// <param name="IsNullable">Whether null is allowed beside.</param>
/// <param name="Branches">Of a union: its branches, those of the usual shape first and null last, whatever order they are written in.</param>
/// <param name="Identity">Of a reference: the property that the bare id stands for.</param>
internal sealed record SchemaReading<TNode>(SchemaIdiom Idiom, bool IsNullable, IReadOnlyList<SchemaBranch<TNode>> Branches, string? Identity = null)
    where TNode : class, ISchemaNode<TNode>;

/// <summary>A branch of a union.</summary>
/// <param name="Index">Where it is written among the others.</param>
/// <param name="Schema">The schema that it leads to.</param>
/// <param name="Part">What it is in the idiom.</param>
internal sealed record SchemaBranch<TNode>(int Index, TNode Schema, BranchPart Part)
    where TNode : class, ISchemaNode<TNode>;

/// <summary>What a branch is in its union.</summary>
internal enum BranchPart
{
    /// <summary>The shape that is known of the sender, or one of several that are alike.</summary>
    Usual,

    /// <summary>The other shape: the empty list, the list with gaps, the bare id, any other text, the text for a number.</summary>
    Other,

    /// <summary>Null.</summary>
    Null,
}
