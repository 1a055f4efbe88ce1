using System.Linq;

namespace Partnero.Contracts.Schemas;

/// <summary>How much a schema says beyond its types: each says more than those before it.</summary>
internal enum Detail
{
    None,
    Format,

    /// <summary>Properties, items or parts.</summary>
    Parts,

    /// <summary>The values themselves.</summary>
    Values,
}

/// <summary>How much schemas say.</summary>
internal static class Details
{
    private static readonly string[] OfParts = ["properties", "required", "items", "additionalProperties", "allOf"];

    public static Detail Of<TNode>(TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        schema.ListedValues() is not null ? Detail.Values
        : OfParts.Any(name => schema.Member(name) is not null) ? Detail.Parts
        : schema.Member("format") is not null ? Detail.Format : Detail.None;

    /// <summary>Whether a schema describes properties or items, and is no mere list of values.</summary>
    public static bool DescribesParts<TNode>(TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        schema.Type == JsonTypes.Object && Of(schema) == Detail.Parts;
}
