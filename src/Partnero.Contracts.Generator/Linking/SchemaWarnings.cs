using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Diagnostics;
using Partnero.Contracts.Generator.Parsing;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>What is right by draft-07 and hardly meant, and what an item says of its file.</summary>
internal static class SchemaWarnings
{
    public static IEnumerable<DiagnosticInfo> Of(IReadOnlyList<SchemaFile> files, SchemaSet schemas)
    {
        var referred = new HashSet<SchemaFile>(schemas.Referred());
        foreach (var file in files.Where(file => !file.Source.IsBuiltIn))
        {
            if (file.Source.Kind is not ("" or "event" or "definition"))
                yield return file.DiagnosticAt(SchemaDiagnostics.BadOption, file.Start, $"The Kind of the item {file.Source.Path}", file.Source.Kind, "event or definition");
            if (SchemaFileName.Doubt(file.Source.Name, file.Source.IsEvent, isNamed: file.Source.Kind.Length > 0, referred.Contains(file)) is { } doubt)
                yield return file.DiagnosticAt(SchemaDiagnostics.NotOfEvent, file.Start, doubt);
            if (file.Root is null)
                continue;
            foreach (var name in schemas.Undescribed(file))
                yield return file.DiagnosticAt(SchemaDiagnostics.UndescribedName, name.Span, name.Literal);
        }
    }
}
