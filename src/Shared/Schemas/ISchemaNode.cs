using System.Collections.Generic;

namespace Partnero.Contracts.Schemas;

/// <summary>A JSON value of a schema document, whatever has parsed it. Two values are the same where they stand at the same place.</summary>
internal interface ISchemaNode<TNode>
    where TNode : class, ISchemaNode<TNode>
{
    /// <summary>The one type of the value.</summary>
    JsonTypes Type { get; }

    /// <summary>A string, the digits of a number, <c>true</c>, <c>false</c> or <c>null</c>; empty for what holds other values.</summary>
    string Literal { get; }

    /// <summary>The items of a list; none of another value.</summary>
    IReadOnlyList<TNode> Items { get; }

    /// <summary>The members of an object; none of another value.</summary>
    IEnumerable<KeyValuePair<string, TNode>> Members { get; }

    /// <summary>A member of an object, the last where there are several; null if absent.</summary>
    TNode? Member(string name);
}
