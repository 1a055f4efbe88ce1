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
        return schema.DeclaredTypes() is var types && (types.Count == 0 || (types.Contains(JsonTypes.Object) && types.All(type => type is JsonTypes.Object or JsonTypes.Null))) ? choice.Key : null;
    }

    /// <summary>What the branches say of each property, in order and without repetition; nothing where it may be anything.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<TNode> Descriptions)> AllProperties<TNode>(IReadOnlyList<TNode> branches, System.Func<TNode, TNode, bool> areEqual)
        where TNode : class, ISchemaNode<TNode>
    {
        var names = branches.SelectMany(branch => (branch.Member("properties")?.Members ?? []).Select(member => member.Key).Concat(Required(branch))).Distinct();
        return [.. names.Select(name => (name, OfOne([.. branches.Select(branch => branch.Member("properties")?.Member(name)).OfType<TNode>()], areEqual)))];
    }

    /// <summary>What each of the branches requires.</summary>
    public static IReadOnlyList<string> AlwaysRequired<TNode>(IReadOnlyList<TNode> branches)
        where TNode : class, ISchemaNode<TNode> =>
        [.. Required(branches[0]).Where(name => branches.All(branch => Required(branch).Contains(name)))];

    /// <summary>Whether no branch allows a property that it does not describe.</summary>
    public static bool AreClosed<TNode>(IReadOnlyList<TNode> branches)
        where TNode : class, ISchemaNode<TNode> => branches.All(branch => branch.Member("additionalProperties")?.ForbidsEverything() == true);

    /// <summary>The role of one of several descriptions of a property that forbids that it is left out; null if none has one.</summary>
    public static TNode? StrictRole<TNode>(IReadOnlyList<TNode> descriptions)
        where TNode : class, ISchemaNode<TNode> =>
        descriptions.Select(description => description.Member(OwnKeywords.Role)).FirstOrDefault(role => role is not null && OwnKeywords.IsStrictRole(role.Literal));

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

    private static List<TNode> OfOne<TNode>(List<TNode> descriptions, System.Func<TNode, TNode, bool> areEqual)
        where TNode : class, ISchemaNode<TNode>
    {
        var different = new List<TNode>();
        foreach (var description in descriptions.Where(description => description.Type == JsonTypes.Object))
        {
            if (!different.Exists(other => areEqual(other, description)))
                different.Add(description);
        }

        return descriptions.Exists(description => description.SaysNothing()) ? [] : different;
    }

    private static IEnumerable<string> Required<TNode>(TNode branch)
        where TNode : class, ISchemaNode<TNode> =>
        (branch.Member("required")?.Items ?? []).Where(name => name.Type == JsonTypes.String).Select(name => name.Literal);
}
