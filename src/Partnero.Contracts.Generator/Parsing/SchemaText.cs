using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace Partnero.Contracts.Generator.Parsing;

/// <summary>A schema file as it was given, equal to another of the same path, role and content.</summary>
internal sealed class SchemaText(string path, SourceText text, bool isEvent, bool isBuiltIn) : IEquatable<SchemaText>
{
    private readonly ImmutableArray<byte> _checksum = text.GetChecksum();

    public string Path { get; } = path;

    public SourceText Text { get; } = text;

    /// <summary>Whether the file describes an event; otherwise it holds definitions that others refer to.</summary>
    public bool IsEvent { get; } = isEvent;

    /// <summary>Whether the file came with the package, so that a file of the project replaces it.</summary>
    public bool IsBuiltIn { get; } = isBuiltIn;

    /// <summary>The file's name without <c>.schema.json</c>: for an event, its name.</summary>
    public string Name
    {
        get
        {
            var name = System.IO.Path.GetFileName(Path);
            foreach (var ending in new[] { ".schema.json", ".json" })
            {
                if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                    return name.Substring(0, name.Length - ending.Length);
            }

            return name;
        }
    }

    public bool Equals(SchemaText? other) =>
        other is not null && Path == other.Path && IsEvent == other.IsEvent && IsBuiltIn == other.IsBuiltIn
        && _checksum.SequenceEqual(other._checksum);

    public override bool Equals(object? obj) => Equals(obj as SchemaText);

    public override int GetHashCode() => Path.GetHashCode();
}
