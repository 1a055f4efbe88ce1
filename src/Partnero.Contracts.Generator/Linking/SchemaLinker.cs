using System;
using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Diagnostics;
using Partnero.Contracts.Generator.Model;
using Partnero.Contracts.Generator.Parsing;
using Partnero.Contracts.Generator.Parsing.Json;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>Links schema files into the model of what is generated.</summary>
internal static class SchemaLinker
{
    public static LinkResult Link(IEnumerable<SchemaFile> allFiles)
    {
        // What comes with the package is named first: a name that clashes is the project's to change, wherever its folder lies.
        var files = allFiles.OrderBy(file => !file.Source.IsBuiltIn).ThenBy(file => file.Source.Path, StringComparer.Ordinal).ToList();
        var diagnostics = new List<DiagnosticInfo>(files.SelectMany(file => file.Diagnostics));
        var names = new TypeNames();
        var set = new SchemaSet(files);
        diagnostics.AddRange(SchemaWarnings.Of(files, set));
        var types = new TypeLinker(set, names, diagnostics);

        var events = new List<(SchemaFile File, string TypeName)>();
        foreach (var file in ChooseEvents(files, diagnostics))
        {
            var typeName = Naming.Type(file.Source.Name);
            var self = $"the event '{file.Source.Name}'";
            if (names.TryTake(typeName, self, out var owner) && names.TryTake($"I{typeName}Handler", self, out owner))
                events.Add((file, typeName));
            else
                diagnostics.Add(file.DiagnosticAt(SchemaDiagnostics.NameClash, file.Root!.Span, $"The event '{file.Source.Name}'", typeName, owner));
        }

        // All names of events are taken before the first payload is named.
        var models = events.Select(entry => LinkEvent(entry.File, entry.TypeName, types)).ToList();
        return new LinkResult(
            new GenerationModel(
                models.OrderBy(model => model.Name, StringComparer.Ordinal).ToEquatableArray(),
                types.Objects.OrderBy(type => type.Name, StringComparer.Ordinal).ToEquatableArray(),
                types.OpenValues.OrderBy(type => type.Name, StringComparer.Ordinal).ToEquatableArray()),
            diagnostics.Distinct().ToEquatableArray());
    }

    private static EventModel LinkEvent(SchemaFile file, string typeName, TypeLinker types)
    {
        var (data, required) = types.LinkPayload(new SchemaNode(file, file.Root!), typeName + "Data");
        var description = (file.Root as JsonObject)?.Text("description") ?? $"The event {file.Source.Name}.";
        return new EventModel(file.Source.Name, typeName, description, data, required);
    }

    /// <summary>One file per event: the project's own before the built-in one; two of the project are a diagnostic.</summary>
    private static IEnumerable<SchemaFile> ChooseEvents(List<SchemaFile> files, List<DiagnosticInfo> diagnostics)
    {
        foreach (var candidates in files.Where(file => file.Source.IsEvent).GroupBy(file => file.Source.Name))
        {
            var own = candidates.Where(file => !file.Source.IsBuiltIn).ToList();
            foreach (var (file, other) in own.Skip(1).Select(file => (file, own[0])))
                diagnostics.Add(file.DiagnosticAt(SchemaDiagnostics.TwoSchemasForOneEvent, file.Start, candidates.Key, other.Source.Path));
            var chosen = own.FirstOrDefault() ?? candidates.First();
            if (chosen.Root is not null)
                yield return chosen;
        }
    }
}
