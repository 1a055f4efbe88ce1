namespace Partnero.Contracts.Testing.Schemas;

/// <summary>What is right by draft-07 and hardly meant.</summary>
internal static class SchemaWarnings
{
    /// <summary>The warnings of all documents in order, each with its place.</summary>
    /// <param name="index">All documents.</param>
    /// <param name="documents">The documents and where they were read from.</param>
    public static IReadOnlyList<string> Of(SchemaIndex<SchemaElement> index, IReadOnlyList<(Uri Address, SchemaElement Root)> documents)
    {
        var names = new RequiredNames<SchemaElement>(index);
        var roots = documents.Select(document => document.Root).ToList();
        var referred = index.ReferredDocuments().Select(SchemaAddress.Of).ToHashSet();
        var warnings = new List<string>();
        foreach (var (address, root) in documents)
        {
            var place = index.PlaceOf(root).ToString();
            // What is not read from a file was named by its caller.
            if (address.IsFile && SchemaFileName.NameOf(address.LocalPath) is var name && SchemaFileName.Doubt(name, SchemaFileName.IsOfEvent(name), isNamed: false, referred.Contains(SchemaAddress.Of(address))) is { } doubt)
                warnings.Add($"{place}: {doubt}");
            warnings.AddRange(names.Undescribed(root, roots).Select(required => $"{index.PlaceOf(required)}: '{required.Literal}' is required, and no property has this name: correct it, or describe the property."));
        }

        return warnings;
    }
}
