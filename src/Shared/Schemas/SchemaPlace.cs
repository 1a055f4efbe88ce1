using System;

namespace Partnero.Contracts.Schemas;

/// <summary>Where a JSON value stands: in which document, and from where its references lead.</summary>
internal sealed class SchemaPlace<TNode>
    where TNode : class, ISchemaNode<TNode>
{
    private readonly SchemaPlace<TNode>? _outer;
    private readonly string _token;

    private SchemaPlace(TNode node, Uri document, Uri @base, SchemaPlace<TNode>? outer, string token)
    {
        Node = node;
        Document = document;
        Base = @base;
        _outer = outer;
        _token = token;
        Resource = outer is null || outer.Base != @base ? this : outer.Resource;
    }

    public TNode Node { get; }

    /// <summary>The address that the document was read from.</summary>
    public Uri Document { get; }

    /// <summary>What references are relative to: the nearest <c>$id</c>, or the address.</summary>
    public Uri Base { get; }

    /// <summary>The document, or the part of it with an <c>$id</c> of its own, that pointers begin at.</summary>
    public SchemaPlace<TNode> Resource { get; }

    /// <summary>Whether this is the document.</summary>
    public bool IsRoot => _outer is null;

    /// <summary>A JSON pointer from the root of the document.</summary>
    public string Pointer => _outer is null ? "" : $"{_outer.Pointer}/{_token.Replace("~", "~0").Replace("/", "~1")}";

    public static SchemaPlace<TNode> Root(TNode node, Uri document, Uri @base) => new(node, document, @base, null, "");

    public SchemaPlace<TNode> Under(string token, TNode node, Uri @base) => new(node, Document, @base, this, token);

    /// <summary>The address of the document and, after #, a JSON pointer.</summary>
    public override string ToString() => SchemaAddress.Of(Document) + "#" + Pointer;
}
