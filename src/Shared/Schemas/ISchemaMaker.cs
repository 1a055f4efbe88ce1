using System.Collections.Generic;

namespace Partnero.Contracts.Schemas;

/// <summary>Makes schemas that stand in no document, of values that do.</summary>
internal interface ISchemaMaker<TNode>
    where TNode : class, ISchemaNode<TNode>
{
    /// <param name="near">The value for which it stands: what is said of the new one is said there.</param>
    /// <param name="members">Its members, which keep their own places.</param>
    TNode Object(TNode near, IReadOnlyList<KeyValuePair<string, TNode>> members);

    TNode List(TNode near, IReadOnlyList<TNode> items);

    TNode Text(TNode near, string text);

    TNode True(TNode near);
}
