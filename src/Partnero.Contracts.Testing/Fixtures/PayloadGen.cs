using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Fixtures;

/// <summary>Draws realistic valid payloads from the built-in schemas.</summary>
internal static class PayloadGen
{
    private static readonly string[] Understood =
    [
        "$schema", "$id", "$ref", "title", "description", "type", "properties", "required", "additionalProperties",
        "items", "enum", "anyOf", "allOf", "format", "minLength", "minimum", "maximum",
    ];

    /// <summary>The payload of an event.</summary>
    public static Gen<PhpArray> Payload(string @event, RealisticWords words, OptionalFields optional)
    {
        var path = $"events/{@event}";
        return Draw(new(path, WebhookSchemas.At(path), "", optional), words).Select(value => value as PhpArray ?? PhpArray.Empty);
    }

    private static Gen<PhpValue> Draw(Place place, RealisticWords words)
    {
        var schema = place.Schema;
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Understood.Contains(keyword.Name))
                throw new NotSupportedException($"No values can be drawn from {place.Path}: its keyword '{keyword.Name}' is not supported.");
        }

        if (schema.TryGetProperty("$ref", out var reference))
            return Draw(place.Follow(reference.GetString()!), words);
        if (schema.TryGetProperty("allOf", out _))
            return DrawObject(place, words);
        if (schema.TryGetProperty("anyOf", out var branches))
            return Gen.OneOf(RealisticBranches(branches, place.Optional).Select(branch => Draw(place with { Schema = branch }, words)));
        if (schema.TryGetProperty("enum", out var values))
            return Gen.Elements(values.EnumerateArray().Select(value => (PhpValue)value.GetString()!).ToArray());

        return Gen.OneOf(Types(schema).Select(type => DrawType(type, place, words)));
    }

    private static Gen<PhpValue> DrawType(string type, Place place, RealisticWords words) => type switch
    {
        "null" => Gen.Constant(PhpValue.Null),
        "string" => words.Text(place.Property, place.Schema.TryGetProperty("format", out var format) ? format.GetString() : null),
        "number" => place.Optional != OptionalFields.Some ? RealisticWords.UsualAmount() : RealisticWords.Amount(),
        "array" => DrawList(place, words),
        "object" when !place.Schema.TryGetProperty("properties", out _) => place.Optional != OptionalFields.Some ? RealisticWords.UsualMap() : RealisticWords.Map(),
        "object" => DrawObject(place, words),
        _ => throw new NotSupportedException($"No values can be drawn from {place.Path}: the type '{type}' is not supported."),
    };

    private static Gen<PhpValue> DrawList(Place place, RealisticWords words)
    {
        var items = place.Schema.GetProperty("items");
        if (items.TryGetProperty("not", out _))
            return Gen.Constant<PhpValue>(PhpArray.Empty);
        return Gen.Choose(0, 3)
            .SelectMany(count => Gen.ListOf(Draw(place with { Schema = items }, words), count))
            .Select(list => (PhpValue)PhpArray.List(list));
    }

    private static Gen<PhpValue> DrawObject(Place place, RealisticWords words)
    {
        var properties = new List<(string Name, Place Place)>();
        var required = new HashSet<string>();
        Flatten(place, properties, required);
        var drawn = properties.Select(property =>
        {
            var present = Draw(property.Place, words).Select(value => (property.Name, Value: (PhpValue?)value));
            return required.Contains(property.Name) || place.Optional == OptionalFields.All ? present
                : place.Optional == OptionalFields.None ? Gen.Constant((property.Name, Value: (PhpValue?)null))
                : Gen.Frequency((3, present), (1, Gen.Constant((property.Name, Value: (PhpValue?)null))));
        });
        return Gen.CollectToArray(drawn)
            .Select(values => PhpArray.Map(values.Where(entry => entry.Value is not null).Select(entry => (entry.Name, entry.Value!))))
            // The schema wants an object here, and an array without entries would be written as a list.
            .Select(array => array.Count > 0 ? array : (PhpValue)PhpObject.Empty);
    }

    private static void Flatten(Place place, List<(string Name, Place Place)> properties, HashSet<string> required)
    {
        if (place.Schema.TryGetProperty("$ref", out var reference))
        {
            Flatten(place.Follow(reference.GetString()!), properties, required);
            return;
        }

        if (place.Schema.TryGetProperty("allOf", out var parts))
        {
            foreach (var part in parts.EnumerateArray())
                Flatten(place with { Schema = part }, properties, required);
        }

        if (place.Schema.TryGetProperty("properties", out var own))
            properties.AddRange(own.EnumerateObject().Select(property => (property.Name, place with { Schema = property.Value, Property = property.Name })));
        if (place.Schema.TryGetProperty("required", out var names))
            required.UnionWith(names.EnumerateArray().Select(name => name.GetString()!));
    }

    /// <summary>
    /// The branches that the sender is known to use: the named values of an open set,
    /// and not the object that PHP makes of a list with gaps.
    /// </summary>
    private static IEnumerable<JsonElement> RealisticBranches(JsonElement branches, OptionalFields optional)
    {
        var all = branches.EnumerateArray().ToList();
        var named = all.Where(branch => branch.TryGetProperty("enum", out _)).ToList();
        if (named.Count > 0)
            return named;
        var realistic = all.Where(branch => !branch.TryGetProperty("additionalProperties", out _));
        return optional == OptionalFields.Some ? realistic : realistic.Take(1);
    }

    private static IEnumerable<string> Types(JsonElement schema)
    {
        var type = schema.GetProperty("type");
        return type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!) : [type.GetString()!];
    }

    /// <summary>A schema, the file it stands in, and the property it describes.</summary>
    private readonly record struct Place(string Path, JsonElement Schema, string Property, OptionalFields Optional)
    {
        public Place Follow(string reference)
        {
            var path = WebhookSchemas.Follow(Path, reference);
            return this with { Path = path, Schema = WebhookSchemas.At(path) };
        }
    }
}
