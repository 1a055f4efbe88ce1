using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>Reads the schemas of a library, and links what they refer to.</summary>
internal sealed class SchemaReader(SchemaLibrary library)
{
    private const int MostCharacters = 10_000;
    private const int MostEntries = 1_000;

    /// <summary>Of a property or a branch of a union: <c>known</c>, <c>advice</c> or <c>opt-in</c>. What is not known, the realistic profile leaves out.</summary>
    private const string StandingKeyword = "x-standing";

    private readonly Dictionary<string, Schema> _read = [];

    /// <summary>Keywords that say nothing about values.</summary>
    private static readonly HashSet<string> Annotations =
    [
        "$schema", "$id", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly",
        "contentEncoding", "contentMediaType", "definitions", "$defs",
    ];

    /// <summary>The schema at a place.</summary>
    /// <exception cref="SchemaException">It, or one that it leads to, is not a schema that values can be drawn from.</exception>
    public Schema Read(string place)
    {
        if (_read.TryGetValue(place, out var known))
            return known;
        var (element, within) = library.At(place);
        var schema = new Schema(_read.Count, place);
        _read.Add(place, schema);
        switch (element.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                schema.Constant = element.GetBoolean();
                schema.IsAnything = element.GetBoolean();
                break;
            case JsonValueKind.Object when element.TryGetProperty("$ref", out var reference):
                schema.IsAnything = false;
                if (element.EnumerateObject().FirstOrDefault(keyword => keyword.Name != "$ref" && !IsAnnotation(keyword.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } ignored)
                    throw new SchemaException(place, $"beside $ref, draft-07 ignores '{ignored.Name}', and other validators do not. Put both into an allOf.");
                schema.Ref = Follow(place, within, reference);
                if (element.TryGetProperty(StandingKeyword, out var standing))
                    schema.Standing = ReadStanding(place, standing);
                break;
            case JsonValueKind.Object:
                foreach (var keyword in element.EnumerateObject())
                    ReadKeyword(schema, keyword);
                break;
            default:
                throw Wrong(place, "a schema (an object, true or false)", element);
        }

        return schema;
    }

    /// <summary>A schema by which payloads name their entity.</summary>
    /// <param name="dataPlace">The event's own schema.</param>
    /// <param name="name">The property that names it.</param>
    public Schema Identity(string dataPlace, string name)
    {
        var identity = new Schema(_read.Count, dataPlace + " (identity)") { IsAnything = false, Required = [name] };
        _read.Add(identity.Location, identity);
        return identity;
    }

    /// <summary>The schema of an event's whole body: the envelope, and the event's own schema under the name of its payload.</summary>
    public Schema Body(Schema envelope, string name, string dataPlace)
    {
        var body = new Schema(_read.Count, dataPlace + " (body)")
        {
            IsAnything = false,
            AllOf = [envelope],
            Properties = [new(name, Read(dataPlace))],
        };
        _read.Add(body.Location, body);
        return body;
    }

    private Schema Follow(string place, Uri within, JsonElement reference)
    {
        var text = reference.ValueKind == JsonValueKind.String ? reference.GetString()! : throw Wrong(place + "/$ref", "a reference", reference);
        return library.Find(within, text) is { } target
            ? Read(target)
            : throw new SchemaException(place, $"its $ref '{text}' leads nowhere. Add the schema that it names, or correct the reference.");
    }

    private void ReadKeyword(Schema schema, JsonProperty keyword)
    {
        var value = keyword.Value;
        schema.IsAnything &= IsAnnotation(keyword.Name);
        var place = $"{schema.Location}/{JsonPointer.Escape(keyword.Name)}";
        switch (keyword.Name)
        {
            case "type":
                schema.TypeOrder = [.. Types(place, value)];
                schema.Types = schema.TypeOrder.Aggregate(JsonTypes.None, (all, type) => all | type);
                break;
            case "enum":
                schema.Enum = [.. List(place, value).Select(item => JsonValues.From(item))];
                break;
            case "const":
                schema.Const = JsonValues.From(value);
                break;
            case "minimum":
                schema.Minimum = Number(place, value);
                break;
            case "maximum":
                schema.Maximum = Number(place, value);
                break;
            case "exclusiveMinimum":
                schema.ExclusiveMinimum = Number(place, value);
                break;
            case "exclusiveMaximum":
                schema.ExclusiveMaximum = Number(place, value);
                break;
            case "multipleOf":
                schema.MultipleOf = Number(place, value) is var step and >= 1e-12m ? step : throw Wrong(place, "a number from 10^-12 up", value);
                break;
            case "minLength":
                schema.MinLength = Least(place, value, MostCharacters);
                break;
            case "maxLength":
                schema.MaxLength = Count(place, value);
                break;
            case "pattern":
                schema.Pattern = Text(place, value);
                schema.PatternRegex = Pattern(place, schema.Pattern);
                break;
            case "format":
                schema.Format = Text(place, value);
                if (!JsonFormats.Knows(schema.Format))
                    throw new SchemaException(place, $"the format '{schema.Format}' is not supported. Supported are {string.Join(", ", JsonFormats.Names)}; describe others by a pattern.");
                break;
            case "items" when value.ValueKind == JsonValueKind.Array:
                schema.TupleItems = Schemas(place, value);
                break;
            case "items":
                schema.Items = Read(place);
                break;
            case "additionalItems":
                schema.AdditionalItems = Read(place);
                break;
            case "minItems":
                schema.MinItems = Least(place, value, MostEntries);
                break;
            case "maxItems":
                schema.MaxItems = Count(place, value);
                break;
            case "uniqueItems":
                schema.UniqueItems = value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.False ? false : throw Wrong(place, "true or false", value));
                break;
            case "contains":
                schema.Contains = Read(place);
                break;
            case "properties":
                schema.Properties = [.. Members(place, value).Select(member => KeyValuePair.Create(member.Name, Read($"{place}/{JsonPointer.Escape(member.Name)}")))];
                break;
            case "patternProperties":
                schema.PatternProperties = [.. Members(place, value).Select(member => (Pattern(place, member.Name), member.Name, Read($"{place}/{JsonPointer.Escape(member.Name)}")))];
                break;
            case "additionalProperties":
                schema.AdditionalProperties = Read(place);
                break;
            case "propertyNames":
                schema.PropertyNames = Read(place);
                break;
            case "required":
                schema.Required = [.. Names(place, value)];
                break;
            case "minProperties":
                schema.MinProperties = Least(place, value, MostEntries);
                break;
            case "maxProperties":
                schema.MaxProperties = Count(place, value);
                break;
            case "dependencies":
                var dependencies = Members(place, value).ToList();
                schema.NameDependencies = [.. dependencies.Where(member => member.Value.ValueKind == JsonValueKind.Array).Select(member => (member.Name, Names(place, member.Value).ToArray()))];
                schema.SchemaDependencies = [.. dependencies.Where(member => member.Value.ValueKind != JsonValueKind.Array).Select(member => (member.Name, Read($"{place}/{JsonPointer.Escape(member.Name)}")))];
                break;
            case "allOf":
                schema.AllOf = Schemas(place, value);
                break;
            case "anyOf":
                schema.AnyOf = Schemas(place, value);
                break;
            case "oneOf":
                schema.OneOf = Schemas(place, value);
                break;
            case "not":
                schema.Not = Read(place);
                break;
            case "if":
                schema.If = Read(place);
                break;
            case "then":
                schema.Then = Read(place);
                break;
            case "else":
                schema.Else = Read(place);
                break;
            case "x-usual":
                schema.Usual = [.. Names(place, value)];
                break;
            case StandingKeyword:
                schema.Standing = ReadStanding(schema.Location, value);
                break;
            default:
                if (!IsAnnotation(keyword.Name))
                    throw new SchemaException(schema.Location, $"the keyword '{keyword.Name}' is not one of draft-07, so what it forbids is not known. Remove it, or begin its name with x-.");
                break;
        }
    }

    private static bool IsAnnotation(string keyword) => Annotations.Contains(keyword) || keyword.StartsWith("x-", StringComparison.Ordinal);

    private Schema[] Schemas(string place, JsonElement value) => [.. List(place, value).Index().Select(item => Read($"{place}/{item.Index}"))];

    private static JsonElement.ArrayEnumerator List(string place, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 ? value.EnumerateArray() : throw Wrong(place, "a list with at least one entry", value);

    private static JsonElement.ObjectEnumerator Members(string place, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : throw Wrong(place, "an object", value);

    private static IEnumerable<string> Names(string place, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(item => Text(place, item)).Distinct() : throw Wrong(place, "a list of names", value);

    private static string Text(string place, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(place, "a text", value);

    private static int Count(string place, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0 ? count : throw Wrong(place, "a whole number, zero or more", value);

    /// <summary>A count that every value must reach: more than a delivery holds cannot be drawn.</summary>
    private static int Least(string place, JsonElement value, int most) =>
        Count(place, value) is var count && count <= most ? count : throw new SchemaException(place, $"{count} is more than what is drawn: at most {most}.");

    private static decimal Number(string place, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && decimal.TryParse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= 1e15m
            ? number
            : throw Wrong(place, "a number of at most 10^15", value);

    private static IEnumerable<JsonTypes> Types(string place, JsonElement value) =>
        (value.ValueKind == JsonValueKind.Array ? List(place, value).AsEnumerable() : [value]).Select(item => (item.ValueKind == JsonValueKind.String ? item.GetString() : null) switch
        {
            "null" => JsonTypes.Null,
            "boolean" => JsonTypes.Boolean,
            "integer" => JsonTypes.Integer,
            "number" => JsonTypes.Number,
            "string" => JsonTypes.String,
            "array" => JsonTypes.Array,
            "object" => JsonTypes.Object,
            _ => throw Wrong(place, "a type (null, boolean, integer, number, string, array or object)", item),
        });

    private static Standing ReadStanding(string place, JsonElement value) => (value.ValueKind == JsonValueKind.String ? value.GetString() : null) switch
    {
        "known" => Standing.Known,
        "advice" => Standing.Advice,
        "opt-in" => Standing.OptIn,
        _ => throw Wrong($"{place}/{StandingKeyword}", "known, advice or opt-in", value),
    };

    private static Regex Pattern(string place, string pattern)
    {
        try
        {
            return JsonPattern.Compile(pattern);
        }
        catch (ArgumentException fault)
        {
            throw new SchemaException(place, $"'{pattern}' is not a regular expression: {fault.Message}");
        }
    }

    private static SchemaException Wrong(string place, string expected, JsonElement actual) =>
        new(place, $"this must be {expected}, and is {(actual.GetRawText() is { Length: <= 60 } text ? text : actual.ValueKind.ToString().ToLowerInvariant())}.");
}
