using System.Collections.Generic;
using System.Linq;

namespace Partnero.Contracts.Schemas;

/// <summary>What the branches of a choice say of one property, as one description that holds in each of them.</summary>
internal sealed class BranchProperties<TNode>(SchemaIndex<TNode> index, SchemaIdioms<TNode> idioms, MadeSchemas<TNode> made)
    where TNode : class, ISchemaNode<TNode>
{
    private readonly SchemaEquality<TNode> _equality = new(index);
    private readonly StrictRoles<TNode> _roles = new(index);
    private readonly Dictionary<(TNode, string), TNode> _described = [];

    /// <summary>The description of a property by the branches that speak of it. One that a branch requires and does not describe may be anything, and so may one that has no type with all of them.</summary>
    /// <param name="choice">The list of branches.</param>
    /// <param name="name">A name that a branch describes or requires.</param>
    public TNode Of(TNode choice, string name)
    {
        if (!_described.TryGetValue((choice, name), out var description))
            _described[(choice, name)] = description = Describe(choice, name);
        return description;
    }

    private TNode Describe(TNode choice, string name)
    {
        var descriptions = new List<TNode>();
        foreach (var branch in choice.Items)
        {
            var description = branch.Member("properties")?.Member(name);
            if (description is null ? branch.RequiredNames().Contains(name) : index.Resolve(description).SaysNothing())
                return made.True(description ?? branch);
            if (description is not null && !index.Resolve(description).ForbidsEverything() && !descriptions.Exists(other => _equality.AreEqual(other, description)))
                descriptions.Add(description);
        }

        if (descriptions is [var only])
            return only;
        if (descriptions.Count == 0 || Together(descriptions) is not { } keywords)
            return made.True(descriptions.FirstOrDefault() ?? choice);
        var role = descriptions.Select(_roles.Of).FirstOrDefault(strict => strict is not null);
        return made.Object(descriptions[0], role is null ? keywords : [.. keywords, (OwnKeywords.Role, made.Text(descriptions[0], role))]);
    }

    /// <summary>The keywords of a schema that says what several say: a type that all have, or a choice that has a type. Null where they have no type together.</summary>
    private (string, TNode)[]? Together(List<TNode> descriptions)
    {
        var targets = descriptions.ConvertAll(index.Resolve);
        var types = targets.Aggregate(JsonTypes.None, (all, target) => all | idioms.TypesOf(target));
        var isNullable = (types & JsonTypes.Null) != 0;
        var format = targets[0].Member("format")?.Literal;
        var isOfOneFormat = targets.TrueForAll(target => target.Member("format")?.Literal == format && target.ListedValues() is null && target.Branches().Count == 0);
        var type = (types & ~JsonTypes.Null) switch
        {
            JsonTypes.None => null,
            JsonTypes.Integer => "integer",
            JsonTypes.Boolean => "boolean",
            var numbers when (numbers & ~JsonTypes.Number) == 0 => "number",
            JsonTypes.String when isOfOneFormat => "string",
            _ => null,
        };
        if (type is not null)
        {
            var typeNode = made.Text(descriptions[0], type);
            var typeKeyword = ("type", isNullable ? made.List(descriptions[0], typeNode, made.Text(descriptions[0], "null")) : typeNode);
            return type == "string" && format is not null ? [typeKeyword, ("format", made.Text(descriptions[0], format))] : [typeKeyword];
        }

        var union = made.Object(descriptions[0], ("anyOf", made.List(descriptions[0], [.. descriptions])));
        return union.ChoiceOfParts() is not null || idioms.OfUnion(descriptions).Idiom is not (SchemaIdiom.None or SchemaIdiom.Reference) ? [("anyOf", union.Member("anyOf")!)] : null;
    }
}
