using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Partnero.Contracts.Generator.Diagnostics;
using Partnero.Contracts.Generator.Model;
using Partnero.Contracts.Generator.Parsing.Json;

namespace Partnero.Contracts.Generator.Parsing;

/// <summary>One parsed schema file with the diagnostics found in it. Equal whenever the file is.</summary>
internal sealed class SchemaFile : IEquatable<SchemaFile>
{
    private SchemaFile(SchemaText source) => Source = source;

    public SchemaText Source { get; }

    /// <summary>The schema, or null where the file could not be parsed.</summary>
    public JsonValue? Root { get; private init; }

    /// <summary>The absolute <c>$id</c>, if there is one.</summary>
    public Uri? Id { get; private init; }

    public EquatableArray<DiagnosticInfo> Diagnostics { get; private init; }

    public static SchemaFile Parse(SchemaText source)
    {
        var file = new SchemaFile(source);
        try
        {
            var root = JsonParser.Parse(source.Text.ToString());
            var diagnostics = new List<DiagnosticInfo>();
            SchemaChecker.Check(root, (descriptor, span, arguments) => diagnostics.Add(file.DiagnosticAt(descriptor, span, arguments)));
            return new SchemaFile(source)
            {
                Root = diagnostics.Any(diagnostic => diagnostic.Id == SchemaDiagnostics.WrongType.Id) ? null : root,
                Id = Uri.TryCreate((root as JsonObject)?.Text("$id"), UriKind.Absolute, out var id) ? id : null,
                Diagnostics = diagnostics.ToEquatableArray(),
            };
        }
        catch (JsonSyntaxException exception)
        {
            return new SchemaFile(source) { Diagnostics = new([file.DiagnosticAt(SchemaDiagnostics.NotJson, exception.Span, exception.Message)]) };
        }
    }

    /// <summary>Where a diagnostic stands that is about the file as a whole.</summary>
    public TextSpan Start => new(0, Math.Min(1, Source.Text.Length));

    public DiagnosticInfo DiagnosticAt(DiagnosticDescriptor descriptor, TextSpan span, params string[] arguments) =>
        new(descriptor.Id, Source.Path, span, Source.Text.Lines.GetLinePositionSpan(span), new(arguments));

    public bool Equals(SchemaFile? other) => other is not null && Source.Equals(other.Source);

    public override bool Equals(object? obj) => Equals(obj as SchemaFile);

    public override int GetHashCode() => Source.GetHashCode();
}
