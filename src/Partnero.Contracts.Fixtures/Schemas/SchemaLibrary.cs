using System.Text.Json;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>Schema documents by their addresses, with every place in them that a <c>$ref</c> can lead to.</summary>
internal sealed class SchemaLibrary
{
    private readonly Dictionary<string, (JsonElement Element, Uri Base)> _places = [];
    private readonly Dictionary<string, string> _aliases = [];

    /// <summary>Adds a document.</summary>
    /// <param name="address">Where it was read from; its <c>$id</c> is its address too.</param>
    /// <param name="root">The document.</param>
    public void Add(Uri address, JsonElement root) => Index(Key(address, ""), root, address);

    /// <summary>What stands at a place such as <c>https://…/partner.schema.json#/properties/id</c>.</summary>
    public (JsonElement Element, Uri Base) At(string place) => _places[place];

    /// <summary>The place that a reference leads to.</summary>
    /// <returns>Null where there is none.</returns>
    public string? Find(Uri from, string reference)
    {
        if (!Uri.TryCreate(from, reference, out var target))
            return null;
        var fragment = Uri.UnescapeDataString(target.Fragment.TrimStart('#'));
        var document = Key(target, "");
        document = _aliases.GetValueOrDefault(document, document);
        if (fragment.Length > 0 && fragment[0] != '/')
            return _aliases.GetValueOrDefault(Key(target, fragment));
        var place = document + fragment;
        return _places.ContainsKey(place) ? place : null;
    }

    private static string Key(Uri address, string fragment) => address.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.Fragment, UriFormat.UriEscaped) + "#" + fragment;

    private void Index(string place, JsonElement element, Uri within)
    {
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$id", out var id) && id.ValueKind == JsonValueKind.String
            && Uri.TryCreate(within, id.GetString(), out var named))
        {
            if (named.Fragment.Length > 1)
            {
                _aliases[Key(named, named.Fragment[1..])] = place;
            }
            else
            {
                within = named;
                _aliases[Key(named, "")] = place;
            }
        }

        _places[place] = (element, within);
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject().Where(member => member.Name is not ("enum" or "const" or "default" or "examples")))
                Index($"{place}/{JsonPointer.Escape(member.Name)}", member.Value, within);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var (i, item) in element.EnumerateArray().Index())
                Index($"{place}/{i}", item, within);
        }
    }
}
