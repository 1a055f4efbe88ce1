using System.Collections.Generic;
using System.Linq;

namespace Partnero.Contracts.Schemas;

/// <summary>Whether two schemas say the same, wherever they stand and whatever documents they refer to it by.</summary>
internal sealed class SchemaEquality<TNode>(SchemaIndex<TNode> index)
    where TNode : class, ISchemaNode<TNode>
{
    /// <summary>References are equal where what they lead to is, by whatever way: those that lead back are, unless something else differs.</summary>
    public bool AreEqual(TNode one, TNode other) => AreEqual(one, other, []);

    private bool AreEqual(TNode one, TNode other, HashSet<(TNode, TNode)> open)
    {
        if (ReferenceEquals(one, other) || !open.Add((one, other)))
            return true;
        if (one.Type != other.Type || one.Literal != other.Literal)
            return false;
        if (one.Member("$ref") is { Type: JsonTypes.String } first && other.Member("$ref") is { Type: JsonTypes.String } second)
            return index.Find(one, first.Literal) is { } target && index.Find(other, second.Literal) is { } otherTarget && AreEqual(target, otherTarget, open);
        return one.Items.Count == other.Items.Count
            && one.Items.Zip(other.Items, (item, otherItem) => AreEqual(item, otherItem, open)).All(areEqual => areEqual)
            && one.Members.Count() == other.Members.Count()
            && one.Members.All(member => other.Member(member.Key) is { } value && AreEqual(member.Value, value, open));
    }
}
