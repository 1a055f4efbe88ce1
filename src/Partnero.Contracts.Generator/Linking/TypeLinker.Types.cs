using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using Partnero.Contracts.Generator.Diagnostics;
using Partnero.Contracts.Generator.Model;
using Partnero.Contracts.Generator.Parsing;
using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>Makes the types that need a name: records, and sets of values.</summary>
internal sealed partial class TypeLinker
{
    /// <param name="node">The schema whose type it is.</param>
    /// <param name="schema">The same.</param>
    /// <param name="parts">The objects that it is composed of.</param>
    /// <param name="name">The name of its type, where it has no title.</param>
    /// <param name="value">What is known of it but the name.</param>
    /// <param name="bareId">The property that a bare id stands for, and how that is read.</param>
    private ValueModel Object(SchemaNode node, JsonObject schema, IReadOnlyList<JsonValue> parts, string name, ValueModel value, (string JsonName, ValueModel Value)? bareId = null)
    {
        var wanted = WantedName(node, schema, name);
        if (_shapes.Find(wanted, schema) is { } shared)
            return shared;
        var typeName = Name(node, schema, wanted);
        value = value with { TypeName = typeName };
        _shapes.Add(wanted, schema, value);
        // Known before its properties are linked: a type may hold itself.
        _linked[schema] = WithRole(value, schema);
        _following.Remove(schema);
        foreach (var part in parts)
            ReportIgnored(part);

        var properties = new List<PropertyModel>();
        foreach (var described in schemas.Parts.Properties(parts))
        {
            if (described.Conflict is { } conflict)
                diagnostics.Add(schemas.InItsFile(conflict).File.DiagnosticAt(SchemaDiagnostics.TwoDescriptions, NameIn(conflict, described.Name), described.Name));
            var clrName = Naming.Property(described.Name, typeName);
            if (properties.FirstOrDefault(other => other.ClrName == clrName) is { } other)
            {
                diagnostics.Add(schemas.InItsFile(described.Part).File.DiagnosticAt(SchemaDiagnostics.NameClash, NameIn(described.Part, described.Name), $"The property '{described.Name}'", clrName, $"'{other.JsonName}'"));
                continue;
            }

            var property = schemas.InItsFile(described.Schema);
            var target = schemas.Resolve(property).Schema as JsonObject;
            var description = (property.Schema as JsonObject)?.Text("description") ?? target?.Text("description") ?? "";
            var linked = Link(property, typeName + Naming.Pascal(described.Name));
            properties.Add(new PropertyModel(described.Name, clrName, description, Limits.Describe(target), linked, described.IsRequired, linked.IsStrict && MayDeviateWithin(linked)));
        }

        _objects[typeName] = new ObjectModel(
            typeName,
            schema.Text("description") ?? "",
            properties.ToEquatableArray(),
            bareId is var (idName, idValue) ? new BareIdModel(properties.First(property => property.JsonName == idName).ClrName, idValue) : null,
            SchemaParts<JsonValue>.IsOpen(parts));
        return value;
    }

    /// <summary>What is said of an object and not read. Beside described properties, others are kept as they come, whatever is said of them.</summary>
    private void ReportIgnored(JsonValue part)
    {
        if (schemas.Made.Holds(part))
            return;
        var (schema, file) = ((JsonObject)part, schemas.InItsFile(part).File);
        if (schema["additionalProperties"] is JsonObject)
            ReportIgnored(new(file, schema), schema, ["additionalProperties"]);
        if (part.ChoiceOfParts() is not { } choice)
            return;
        diagnostics.Add(file.DiagnosticAt(SchemaDiagnostics.UncheckedChoice, schema.Members.First(member => member.Name == choice).NameSpan, choice));

        // What a branch refers to may be of no account beside the others, and is a mistake all the same where it leads nowhere.
        foreach (var description in part.Branches().SelectMany(branch => ((branch as JsonObject)?["properties"] as JsonObject)?.Members ?? []).Select(member => member.Value).OfType<JsonObject>())
        {
            if (description["$ref"] is JsonString reference)
                ReportUnknown(new(file, description), reference);
        }
    }

    /// <summary>Where a schema names a property: its description, or the word in <c>required</c>.</summary>
    private static TextSpan NameIn(JsonValue part, string name) =>
        ((part as JsonObject)?["properties"] as JsonObject)?.Members.FirstOrDefault(member => member.Name == name)?.NameSpan
        ?? ((part as JsonObject)?["required"] as JsonArray)?.Items.FirstOrDefault(item => item is JsonString text && text.Value == name)?.Span
        ?? part.Span;

    /// <summary>Whether a part of a value that is not strict may be missing or have another type. Of a type that is being linked, it is taken to be so.</summary>
    private bool MayDeviateWithin(ValueModel value) => value.Kind switch
    {
        ValueKind.List or ValueKind.Map => value.Item!.Kind != ValueKind.Any,
        ValueKind.Object => !_objects.TryGetValue(value.TypeName!, out var model) || model.Properties.Any(property => property.IsRequired && !property.Value.IsStrict),
        _ => false,
    };

    private ValueModel OpenValue(SchemaNode node, JsonObject schema, IReadOnlyList<string> values, string name)
    {
        var wanted = WantedName(node, schema, name);
        if (_shapes.Find(wanted, schema) is { } shared)
            return shared;
        var typeName = Name(node, schema, wanted);
        var known = new List<KnownValue>();
        foreach (var text in values)
        {
            var clrName = Naming.Value(text, typeName);
            while (known.Any(other => other.ClrName == clrName))
                clrName += "_";
            known.Add(new KnownValue(clrName, text));
        }

        _openValues.Add(new OpenValueModel(typeName, schema.Text("description") ?? "", known.ToEquatableArray()));
        var value = new ValueModel(ValueKind.OpenValue, typeName);
        _shapes.Add(wanted, schema, value);
        return value;
    }

    private static string WantedName(SchemaNode node, JsonObject schema, string fallback)
    {
        // The title of an event's own schema names the event.
        var title = node.File.Source.IsEvent && ReferenceEquals(schema, node.File.Root) ? null : schema.Text("title");
        return title is null ? fallback : Naming.Type(title);
    }

    private string Name(SchemaNode node, JsonObject schema, string name)
    {
        var owner = $"the schema at {node.File.Source.Name}";
        if (!names.TryTake(name, owner, out var takenBy))
        {
            diagnostics.Add(node.File.DiagnosticAt(SchemaDiagnostics.NameClash, schema.Span, "This schema", name, takenBy));
            while (!names.TryTake(name += "_", owner, out _))
            {
            }
        }

        return name;
    }
}
