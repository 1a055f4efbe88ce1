using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Partnero.Contracts.Schemas;

/// <summary>Schema documents by their addresses and by every <c>$id</c> in them, and what a <c>$ref</c> leads to.</summary>
/// <remarks>Of two documents with one address or <c>$id</c>, the one that was added first is found.</remarks>
internal sealed class SchemaIndex<TNode>
    where TNode : class, ISchemaNode<TNode>
{
    private static readonly char[] Hash = ['#'];

    private readonly Dictionary<TNode, SchemaPlace<TNode>> _places = [];
    private readonly Dictionary<SchemaPlace<TNode>, List<TNode>> _schemas = [];
    private readonly Dictionary<string, SchemaPlace<TNode>> _documents = [];
    private readonly Dictionary<string, SchemaPlace<TNode>> _resources = [];

    /// <summary>Adds a document.</summary>
    /// <param name="address">Where it was read from, absolute.</param>
    /// <param name="root">The document.</param>
    public void Add(Uri address, TNode root)
    {
        var place = SchemaPlace<TNode>.Root(root, address, BaseOf(root, address));
        TryAdd(_documents, SchemaAddress.Of(address), place);
        Add(place, Holding.Schema, _schemas[place] = []);
    }

    /// <summary>The document that was read from an address; null where none was.</summary>
    public TNode? At(Uri address) => _documents.TryGetValue(SchemaAddress.Of(address), out var place) ? place.Node : null;

    /// <summary>All schemas with keywords that stand in a document, itself first.</summary>
    public IReadOnlyList<TNode> SchemasOf(TNode root) => _schemas[_places[root]];

    /// <summary>Whether a value is one of the documents', and not made of them.</summary>
    public bool Holds(TNode node) => _places.ContainsKey(node);

    /// <summary>Where a value of one of the documents stands.</summary>
    public SchemaPlace<TNode> PlaceOf(TNode node) => _places[node];

    /// <summary>
    /// What a reference leads to: a document by its <c>$id</c>, or by where it lies from the document that refers to it; and in it, what the fragment points to.
    /// </summary>
    /// <param name="from">A value of one of the documents.</param>
    /// <param name="reference">What its <c>$ref</c> says.</param>
    /// <returns>Null where there is nothing.</returns>
    public TNode? Find(TNode from, string reference)
    {
        var (address, fragment) = Split(reference);
        return _places.TryGetValue(from, out var place) && Resource(place, address) is { } resource ? Follow(resource, fragment) : null;
    }

    /// <summary>The document that a reference leads to, whatever its fragment.</summary>
    /// <returns>The address that it was read from; null if absent.</returns>
    public Uri? FindDocument(TNode from, string reference) =>
        _places.TryGetValue(from, out var place) ? Resource(place, Split(reference).Address)?.Document : null;

    /// <summary>The documents that others refer to, by the addresses that they were read from.</summary>
    public IEnumerable<Uri> ReferredDocuments() => _schemas.Values.SelectMany(schemas => schemas)
        .Where(schema => schema.Member("$ref") is { Type: JsonTypes.String })
        .Select(schema => (From: _places[schema].Document, To: FindDocument(schema, schema.Member("$ref")!.Literal)))
        .Where(link => link.To is not null && link.To != link.From).Select(link => link.To!).Distinct();

    /// <summary>Follows references to the schema that they lead to, as far as they lead, and an <c>allOf</c> of one that says no more to that one.</summary>
    public TNode Resolve(TNode schema)
    {
        var seen = new HashSet<TNode>();
        while (seen.Add(schema) && Next(schema) is { } target)
            schema = target;
        return schema;
    }

    private TNode? Next(TNode schema) =>
        schema.Member("$ref") is { Type: JsonTypes.String } reference ? Find(schema, reference.Literal) : schema.Wrapped();

    private static (string Address, string Fragment) Split(string reference)
    {
        var parts = reference.Split(Hash, 2);
        return (parts[0], parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    private SchemaPlace<TNode>? Resource(SchemaPlace<TNode> from, string address)
    {
        if (address.Length == 0)
            return from.Resource;
        if (Uri.TryCreate(from.Base, address, out var named))
        {
            var key = SchemaAddress.Of(named);
            if (_resources.TryGetValue(key, out var resource) || _documents.TryGetValue(key, out resource))
                return resource;
        }

        // Files may lie beside each other, whatever addresses they have given themselves.
        return Uri.TryCreate(from.Document, address, out var near) && _documents.TryGetValue(SchemaAddress.Of(near), out var document) ? document : null;
    }

    private TNode? Follow(SchemaPlace<TNode> resource, string fragment)
    {
        if (fragment.Length == 0)
            return resource.Node;
        if (fragment[0] != '/')
            return _resources.TryGetValue(SchemaAddress.Of(resource.Base) + "#" + fragment, out var named) ? named.Node : null;
        TNode? at = resource.Node;
        foreach (var token in fragment.Substring(1).Split('/').Select(token => token.Replace("~1", "/").Replace("~0", "~")))
        {
            at = at?.Type switch
            {
                JsonTypes.Object => at.Member(token),
                JsonTypes.Array when int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.Items.Count => at.Items[index],
                _ => null,
            };
        }

        return at;
    }

    private void Add(SchemaPlace<TNode> place, Holding holding, List<TNode> schemas)
    {
        _places[place.Node] = place;
        if (holding == Holding.Schema && place.Node.Type == JsonTypes.Object)
            schemas.Add(place.Node);
        if (holding == Holding.Schema && (place.IsRoot || !IsReference(place.Node)) && IdOf(place.Node, place.Base) is { } id)
            TryAdd(_resources, IsAnchor(id) ? SchemaAddress.Of(id) + id.Fragment : SchemaAddress.Of(place.Base), place);
        foreach (var (token, inner) in Inner(place.Node))
        {
            var held = HeldBy(holding, token, inner);
            Add(place.Under(token, inner, held == Holding.Schema && !IsReference(inner) ? BaseOf(inner, place.Base) : place.Base), held, schemas);
        }
    }

    private static Holding HeldBy(Holding holding, string token, TNode inner)
    {
        if (holding == Holding.Values)
            return Holding.Values;
        if (holding == Holding.Schemas)
            return Holding.Schema;
        if (!Keywords.Shapes.TryGetValue(token, out var shape))
            shape = KeywordShape.SchemaOrList;
        return shape switch
        {
            KeywordShape.Anything or KeywordShape.Values => Holding.Values,
            KeywordShape.SchemaMap or KeywordShape.Dependencies => Holding.Schemas,
            _ => inner.Type == JsonTypes.Array ? Holding.Schemas : Holding.Schema,
        };
    }

    private static IEnumerable<(string Token, TNode Node)> Inner(TNode node) => node.Members.Select(member => (member.Key, member.Value))
        .Concat(node.Items.Select((item, i) => (i.ToString(CultureInfo.InvariantCulture), item)));

    private static Uri BaseOf(TNode node, Uri within) => IdOf(node, within) is { } id && !IsAnchor(id) ? id : within;

    private static Uri? IdOf(TNode node, Uri within) =>
        node.Member("$id") is { Type: JsonTypes.String } id && Uri.TryCreate(within, id.Literal, out var named) ? named : null;

    /// <summary>Beside <c>$ref</c>, draft-07 ignores an <c>$id</c>; that of a document is its name all the same.</summary>
    private static bool IsReference(TNode node) => node.Member("$ref") is { Type: JsonTypes.String };

    /// <summary>An <c>$id</c> with a fragment names a place within its document.</summary>
    private static bool IsAnchor(Uri id) => id.Fragment.Length > 1;

    private static void TryAdd(Dictionary<string, SchemaPlace<TNode>> places, string key, SchemaPlace<TNode> place)
    {
        if (!places.TryGetValue(key, out _))
            places.Add(key, place);
    }

    /// <summary>What a value of a document holds: in enumerated values, an <c>$id</c> names nothing.</summary>
    private enum Holding
    {
        Schema,
        Schemas,
        Values,
    }
}
