using System.Collections.Generic;
using System.Linq;

namespace Partnero.Contracts.Schemas;

/// <summary>Joins several descriptions of one value, as the parts of an <c>allOf</c> may have. Their order says nothing.</summary>
internal sealed class SchemaJoiner<TNode>(SchemaIndex<TNode> index, SchemaIdioms<TNode> idioms, MadeSchemas<TNode> made)
    where TNode : class, ISchemaNode<TNode>
{
    private readonly SchemaEquality<TNode> _equality = new(index);
    private readonly StrictRoles<TNode> _roles = new(index);

    /// <summary>The description that holds where both do: the narrower one, or the object that has the properties of both. Its role is strict where that of either is.</summary>
    /// <returns>Null where neither is narrower, and they are no two objects.</returns>
    public TNode? Join(TNode one, TNode other) => made.OfTwo(one, other, JoinNew);

    /// <summary>What an <c>allOf</c> whose parts are not all objects comes to: the narrowest of its parts and of what stands beside it. Their roles it does not join.</summary>
    /// <returns>Null where one of them leads nowhere, or there is no narrowest.</returns>
    public TNode? JoinAll(TNode schema)
    {
        var beside = made.Object(schema, [.. schema.Members.Where(member => member.Key != "allOf").Select(member => (member.Key, member.Value))]);
        var parts = schema.Member("allOf")!.Items;
        var joined = beside;
        foreach (var part in parts)
        {
            if (index.Resolve(part).Member("$ref") is not null || JoinShapes(joined, part) is not { } narrower)
                return null;
            joined = narrower;
        }

        // What a part says of properties or items would be lost, where another part is the narrower.
        var others = parts.Concat([beside]).Where(part => !ReferenceEquals(part, joined)).Select(index.Resolve);
        return ReferenceEquals(joined, beside) || joined.Type != JsonTypes.Object || joined.Member("allOf") is not null || others.Any(Details.DescribesParts) ? null : joined;
    }

    private TNode? JoinNew(TNode one, TNode other)
    {
        if (JoinShapes(one, other) is not { } joined)
            return null;
        var role = _roles.Of(one) ?? _roles.Of(other);
        return role is null || _roles.Of(joined) is not null ? joined
            : made.Object(joined, ("allOf", made.List(joined, joined)), (OwnKeywords.Role, made.Text(joined, role)));
    }

    private TNode? JoinShapes(TNode one, TNode other)
    {
        var (target, otherTarget) = (index.Resolve(one), index.Resolve(other));
        if (ReferenceEquals(target, otherTarget) || otherTarget.SaysNothing())
            return one;
        if (target.SaysNothing())
            return other;
        var (types, otherTypes) = (idioms.TypesOf(target), idioms.TypesOf(otherTarget));
        if (types == otherTypes)
            return JoinAlike(one, target, other, otherTarget);
        return (types & otherTypes) == types ? Narrow(other, one, types)
            : (types & otherTypes) == otherTypes ? Narrow(one, other, otherTypes)
            : null;
    }

    /// <summary>Of two schemas of the same types, the one that says more, or a new one where what both say must hold.</summary>
    private TNode? JoinAlike(TNode one, TNode target, TNode other, TNode otherTarget)
    {
        if (otherTarget.SaysOnlyTypes() || _equality.AreEqual(target, otherTarget))
            return one;
        if (target.SaysOnlyTypes())
            return other;
        if (target.Branches().Count > 0 || otherTarget.Branches().Count > 0)
            return null;
        if (target.ListedValues() is { } values && otherTarget.ListedValues() is { } others)
            return values.All(value => others.Any(item => _equality.AreEqual(value, item))) ? one : others.All(value => values.Any(item => _equality.AreEqual(value, item))) ? other : null;
        var (detail, otherDetail) = (Details.Of(target), Details.Of(otherTarget));
        if (detail != otherDetail)
            return detail > otherDetail ? one : other;
        return detail switch
        {
            Detail.Parts when target.Is(JsonTypes.Object) && !(target.DescribesNoNames() && otherTarget.DescribesNoNames()) => made.Object(one, ("allOf", made.List(one, one, other))),
            Detail.Parts => JoinItems(one, target, other, otherTarget),
            Detail.Format => target.Member("format")!.Literal == otherTarget.Member("format")!.Literal ? one : null,
            _ => one,
        };
    }

    /// <summary>Of two lists or two maps, the one whose values are the narrower.</summary>
    private TNode? JoinItems(TNode one, TNode target, TNode other, TNode otherTarget)
    {
        var keyword = target.Is(JsonTypes.Array) ? "items" : "additionalProperties";
        if (target.Member(keyword) is not { } item || otherTarget.Member(keyword) is not { } otherItem || Join(item, otherItem) is not { } joined)
            return null;
        return ReferenceEquals(joined, item) ? one
            : ReferenceEquals(joined, otherItem) ? other
            : made.Object(one, [.. target.Members.Select(member => (member.Key, member.Key == keyword ? joined : member.Value))]);
    }

    /// <summary>What holds where a description and a narrower one do: what a union says of an object or a list is kept.</summary>
    /// <param name="wide">The description of more types.</param>
    /// <param name="narrow">That of fewer.</param>
    /// <param name="types">The types of the narrower one.</param>
    /// <returns>The narrower one, but for a union that describes parts: its one branch of these types, joined with it. Null where several have them.</returns>
    private TNode? Narrow(TNode wide, TNode narrow, JsonTypes types)
    {
        var union = index.Resolve(wide);
        if (!HasDescribedBranch(union, []) || HasDescribedBranch(index.Resolve(narrow), []))
            return narrow;
        var saysOnlyTypes = index.Resolve(narrow).SaysOnlyTypes();
        if (union.ChoiceOfParts() is not null)
        {
            return (types & JsonTypes.Object) == 0 ? narrow
                : saysOnlyTypes && (types & ~JsonTypes.Null) == JsonTypes.Object ? made.Object(wide, ("type", index.Resolve(narrow).Member("type")!), ("allOf", made.List(wide, wide)))
                : null;
        }

        var fitting = union.Branches().Where(branch => (idioms.TypesOf(branch) & types & ~JsonTypes.Null) != 0).ToList();
        return fitting switch
        {
            [] => narrow,
            [var only] => Join(only, narrow),
            _ => saysOnlyTypes ? wide : null,
        };
    }

    private bool HasDescribedBranch(TNode schema, HashSet<TNode> seen) =>
        seen.Add(schema) && schema.Branches().Select(index.Resolve).Any(branch => Details.DescribesParts(branch) || HasDescribedBranch(branch, seen));
}
