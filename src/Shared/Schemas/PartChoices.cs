using System.Collections.Generic;
using System.Linq;

namespace Partnero.Contracts.Schemas;

/// <summary>
/// A choice between sets of properties of one object: each branch says which must be there, what they are, or both.
/// Read as one object, it has the properties of all branches.
/// </summary>
internal static class PartChoices
{
    /// <summary>The one <c>anyOf</c> or <c>oneOf</c> of an object whose branches say no more than which properties it has.</summary>
    /// <returns>The keyword; null where the schema has no such choice, or may be something else than an object or null.</returns>
    public static string? ChoiceOfParts<TNode>(this TNode schema)
        where TNode : class, ISchemaNode<TNode>
    {
        if (schema.Members.Where(member => member.Key is "anyOf" or "oneOf").ToList() is not [{ Value.Items: { Count: > 0 } branches } choice] || !branches.All(IsPart))
            return null;
        return schema.DeclaredTypes() is { Count: 0 } || schema.IsDeclaredObject() ? choice.Key : null;
    }

    /// <summary>The names that the branches describe or require, in order.</summary>
    public static IEnumerable<string> Names<TNode>(IReadOnlyList<TNode> branches)
        where TNode : class, ISchemaNode<TNode> =>
        branches.SelectMany(branch => (branch.Member("properties")?.Members ?? []).Select(member => member.Key).Concat(branch.RequiredNames())).Distinct();

    /// <summary>What each of the branches requires.</summary>
    public static IEnumerable<string> AlwaysRequired<TNode>(IReadOnlyList<TNode> branches)
        where TNode : class, ISchemaNode<TNode> =>
        branches.Count == 0 ? [] : branches[0].RequiredNames().Where(name => branches.All(branch => branch.RequiredNames().Contains(name)));

    /// <summary>Whether no branch allows a property that it does not describe.</summary>
    public static bool AreClosed<TNode>(IReadOnlyList<TNode> branches)
        where TNode : class, ISchemaNode<TNode> => branches.All(branch => branch.Member("additionalProperties")?.ForbidsEverything() == true);

    private static bool IsPart<TNode>(TNode branch)
        where TNode : class, ISchemaNode<TNode> =>
        branch.Type == JsonTypes.Object
        && (branch.Member("required") ?? branch.Member("properties")) is not null
        && branch.Members.All(member => member.Key switch
        {
            "required" => true,
            "properties" => member.Value.Type == JsonTypes.Object,
            "type" => branch.DeclaredTypes() is [JsonTypes.Object],
            "additionalProperties" => member.Value.Type == JsonTypes.Boolean,
            var name => Keywords.IsAnnotation(name),
        });
}
