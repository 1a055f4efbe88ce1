using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Parsing;

/// <summary>A schema file as it was given, equal to another of the same path, role and content.</summary>
internal sealed class SchemaText(string path, SourceText text, string kind, bool isBuiltIn) : IEquatable<SchemaText>
{
    private readonly ImmutableArray<byte> _checksum = text.GetChecksum();

    public string Path { get; } = path;

    public SourceText Text { get; } = text;

    /// <summary>What the item says that the file is: <c>event</c> or <c>definition</c>; empty where it leaves that to the file's name.</summary>
    public string Kind { get; } = kind;

    /// <summary>Whether the file describes an event; otherwise it holds definitions that others refer to.</summary>
    public bool IsEvent => Kind switch
    {
        "event" => true,
        "definition" => false,
        _ => SchemaFileName.IsOfEvent(Name),
    };

    /// <summary>Whether the file came with the package, so that a file of the project replaces it.</summary>
    public bool IsBuiltIn { get; } = isBuiltIn;

    /// <summary>The file's name without <c>.schema.json</c>: for an event, its name.</summary>
    public string Name { get; } = SchemaFileName.NameOf(path);

    public bool Equals(SchemaText? other) =>
        other is not null && Path == other.Path && Kind == other.Kind && IsBuiltIn == other.IsBuiltIn
        && _checksum.SequenceEqual(other._checksum);

    public override bool Equals(object? obj) => Equals(obj as SchemaText);

    public override int GetHashCode() => Path.GetHashCode();
}
