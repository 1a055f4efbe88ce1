using System;
using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Parsing;
using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>All schema files of a compilation, found by <c>$id</c> or by path.</summary>
internal sealed class SchemaSet
{
    private readonly Dictionary<string, SchemaFile> _files = [];
    private readonly SchemaIndex<JsonValue> _index = new();
    private readonly RequiredNames<JsonValue> _required;

    /// <param name="files">The files. One of the project wins over a built-in one of the same <c>$id</c>.</param>
    public SchemaSet(IReadOnlyList<SchemaFile> files)
    {
        foreach (var file in files.OrderBy(file => file.Source.IsBuiltIn))
        {
            var address = SchemaAddress.OfFile(file.Source.Path);
            _files[SchemaAddress.Of(address)] = file;
            // One that could not be read is found all the same, so that what refers to it can say so.
            _index.Add(address, file.Root ?? Unread(file));
        }

        Idioms = new(_index);
        Joiner = new(_index, Idioms, Made);
        Parts = new(_index, Idioms, Made, Joiner);
        Equality = new(_index);
        Roles = new(_index);
        _required = new(_index);
    }

    public SchemaIdioms<JsonValue> Idioms { get; }

    /// <summary>Schemas that stand in no file.</summary>
    public MadeSchemas<JsonValue> Made { get; } = new(new SchemaMaker());

    public SchemaJoiner<JsonValue> Joiner { get; }

    public SchemaParts<JsonValue> Parts { get; }

    public SchemaEquality<JsonValue> Equality { get; }

    public StrictRoles<JsonValue> Roles { get; }

    /// <summary>Finds what a <c>$ref</c> points to: in the file itself, by <c>$id</c>, or by a path relative to the file.</summary>
    /// <param name="from">The schema that refers.</param>
    /// <param name="reference">What its <c>$ref</c> says.</param>
    /// <returns>The schema, or why it was not found.</returns>
    public (SchemaNode? Node, string Why) Find(JsonValue from, string reference)
    {
        if (_index.FindDocument(from, reference) is not { } address)
            return (null, "no schema file has this $id, or stands at this path; add it as a PartneroSchema item (with Kind=\"definition\" if it describes no event)");
        var file = _files[SchemaAddress.Of(address)];
        if (file.Root is null)
            return (null, $"{file.Source.Path} could not be read");
        return _index.Find(from, reference) is { } target
            ? (new SchemaNode(file, target), "")
            : (null, $"there is no '#{Fragment(reference)}' in {file.Source.Path}");
    }

    /// <summary>Names that are required in a file, and that no property has.</summary>
    public IEnumerable<JsonValue> Undescribed(SchemaFile file) => _required.Undescribed(file.Root!, _files.Values.Select(other => other.Root).OfType<JsonValue>());

    /// <summary>The files that others refer to.</summary>
    public IEnumerable<SchemaFile> Referred() => _index.ReferredDocuments().Select(address => _files[SchemaAddress.Of(address)]);

    /// <summary>Follows references to the schema that they lead to, as far as they lead.</summary>
    public SchemaNode Resolve(SchemaNode node) =>
        _index.Resolve(node.Schema) is var target && ReferenceEquals(target, node.Schema) ? node : _index.Holds(Made.OriginOf(target)) ? InItsFile(target) : node with { Schema = target };

    /// <summary>A schema of one of the files, or one that was made of these, and that file.</summary>
    public SchemaNode InItsFile(JsonValue schema) => new(_files[SchemaAddress.Of(_index.PlaceOf(Made.OriginOf(schema)).Document)], schema);

    private static JsonObject Unread(SchemaFile file) =>
        new(default, file.Id is null ? [] : [new("$id", default, new JsonString(default, file.Id.OriginalString))]);

    private static string Fragment(string reference) => reference.IndexOf('#') is var hash and >= 0 ? Uri.UnescapeDataString(reference.Substring(hash + 1)) : "";
}

/// <summary>A schema within a file.</summary>
internal readonly record struct SchemaNode(SchemaFile File, JsonValue Schema);
