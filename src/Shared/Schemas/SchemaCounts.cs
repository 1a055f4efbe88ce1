using System.Globalization;

namespace Partnero.Contracts.Schemas;

/// <summary>Counts, such as the value of <c>maxItems</c>: whole numbers, zero or more, however they are written.</summary>
internal static class SchemaCounts
{
    /// <summary>The value of a count: <c>2.0</c> and <c>2e0</c> are 2; one beyond 64 bits is the greatest of them. Null where it is no count.</summary>
    public static long? ToCount<TNode>(this TNode node)
        where TNode : class, ISchemaNode<TNode>
    {
        if ((node.Type & JsonTypes.Number) == 0 || !decimal.TryParse(node.Literal, NumberStyles.Float, CultureInfo.InvariantCulture, out var count))
            return null;
        return count < 0 || count != decimal.Truncate(count) ? null : count > long.MaxValue ? long.MaxValue : (long)count;
    }
}
