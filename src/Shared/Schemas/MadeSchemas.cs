using System;
using System.Collections.Generic;
using System.Linq;

namespace Partnero.Contracts.Schemas;

/// <summary>The schemas that were made of those in documents, and what each stands for.</summary>
/// <remarks>Of the same values the same schema is made: else one that leads back to itself would be new each time.</remarks>
internal sealed class MadeSchemas<TNode>(ISchemaMaker<TNode> maker)
    where TNode : class, ISchemaNode<TNode>
{
    private readonly Dictionary<TNode, TNode> _origins = [];
    private readonly Dictionary<(TNode, TNode), TNode?> _ofTwo = [];

    /// <summary>Whether a schema stands in no document.</summary>
    public bool Holds(TNode schema) => _origins.ContainsKey(schema);

    /// <summary>The value in a document that a schema stands for: itself, unless it was made.</summary>
    public TNode OriginOf(TNode schema)
    {
        while (_origins.TryGetValue(schema, out var origin))
            schema = origin;
        return schema;
    }

    public TNode Object(TNode near, params (string Name, TNode Value)[] members) =>
        Made(near, maker.Object(near, [.. members.Select(member => new KeyValuePair<string, TNode>(member.Name, member.Value))]));

    public TNode List(TNode near, params TNode[] items) => Made(near, maker.List(near, items));

    public TNode Text(TNode near, string text) => Made(near, maker.Text(near, text));

    public TNode True(TNode near) => Made(near, maker.True(near));

    /// <summary>What two schemas come to, by a function that is asked once for each two.</summary>
    public TNode? OfTwo(TNode one, TNode other, Func<TNode, TNode, TNode?> make)
    {
        if (!_ofTwo.TryGetValue((one, other), out var made))
            _ofTwo[(one, other)] = made = make(one, other);
        return made;
    }

    private TNode Made(TNode near, TNode made)
    {
        _origins[made] = near;
        return made;
    }
}
