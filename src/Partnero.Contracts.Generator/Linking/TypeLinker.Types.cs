using System.Collections.Generic;
using System.Linq;
using Partnero.Contracts.Generator.Diagnostics;
using Partnero.Contracts.Generator.Model;
using Partnero.Contracts.Generator.Parsing;
using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Schemas;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>Makes the types that need a name: records, and sets of values.</summary>
internal sealed partial class TypeLinker
{
    private ValueModel Object(SchemaNode node, JsonObject schema, IReadOnlyList<ObjectPart> parts, string name, (string JsonName, ValueModel Value)? bareId)
    {
        var wanted = WantedName(node, schema, name);
        if (_shapes.Find(wanted, schema) is { } shared)
            return shared;
        var typeName = Name(node, schema, wanted);
        var value = new ValueModel(ValueKind.Object, typeName);
        _shapes.Add(wanted, schema, value);
        // Known before its properties are linked: a type may hold itself.
        _linked[schema] = WithRole(value, schema);
        _following.Remove(schema);

        // Beside described properties, others are kept as they come, whatever is said of them.
        foreach (var part in parts.Where(part => part.Schema["additionalProperties"] is JsonObject))
            ReportIgnored(new(part.File, part.Schema), part.Schema, ["additionalProperties"]);

        foreach (var part in parts.Where(part => ((JsonValue)part.Schema).ChoiceOfParts() is not null))
        {
            var choice = part.Schema.Members.First(member => member.Name is "anyOf" or "oneOf");
            diagnostics.Add(part.File.DiagnosticAt(SchemaDiagnostics.UncheckedChoice, choice.NameSpan, choice.Name));
        }

        var properties = new List<PropertyModel>();
        foreach (var described in ObjectParts.Properties(parts, schemas))
        {
            var (file, jsonName, property, isRequired) = described;
            if (described.Conflict is { } conflict)
                diagnostics.Add(conflict.File.DiagnosticAt(SchemaDiagnostics.TwoDescriptions, conflict.Name.NameSpan, jsonName.Name));
            var clrName = Naming.Property(jsonName.Name, typeName);
            if (properties.FirstOrDefault(other => other.ClrName == clrName) is { } other)
            {
                diagnostics.Add(file.DiagnosticAt(SchemaDiagnostics.NameClash, jsonName.NameSpan, $"The property '{jsonName.Name}'", clrName, $"'{other.JsonName}'"));
                continue;
            }

            var target = schemas.Resolve(new(file, property)).Schema as JsonObject;
            var description = (property as JsonObject)?.Text("description") ?? target?.Text("description") ?? "";
            var linked = Link(new(file, property), typeName + Naming.Pascal(jsonName.Name));
            properties.Add(new PropertyModel(jsonName.Name, clrName, description, Limits.Describe(target), linked, isRequired, linked.IsStrict && MayDeviateWithin(linked)));
        }

        _objects[typeName] = new ObjectModel(
            typeName,
            schema.Text("description") ?? "",
            properties.ToEquatableArray(),
            bareId is var (idName, idValue) ? new BareIdModel(properties.First(property => property.JsonName == idName).ClrName, idValue) : null,
            ObjectParts.IsOpen(parts));
        return value;
    }

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
