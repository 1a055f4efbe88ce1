using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>Reads schemas, and links what they refer to.</summary>
internal sealed class SchemaReader(SchemaIndex<SchemaElement> index)
{
    private const int MaxCharacters = 10_000;
    private const int MaxEntries = 1_000;

    private readonly Dictionary<SchemaElement, Schema> _read = [];
    private readonly SchemaIdioms<SchemaElement> _idioms = new(index);
    private int _made;

    /// <summary>The schema that is written in a value of a document.</summary>
    /// <exception cref="SchemaException">It, or one that it leads to, is not a schema that values can be drawn from.</exception>
    public Schema Read(SchemaElement node)
    {
        if (_read.TryGetValue(node, out var known))
            return known;
        var place = index.PlaceOf(node).ToString();
        var schema = new Schema(_made++, place);
        _read.Add(node, schema);
        switch (node.Type)
        {
            case JsonTypes.Boolean:
                schema.Constant = node.Element.GetBoolean();
                schema.IsAnything = node.Element.GetBoolean();
                break;
            case JsonTypes.Object when node.Member("$ref") is { } reference:
                schema.IsAnything = false;
                if (node.BesideReference().FirstOrDefault() is { } ignored)
                    throw new SchemaException(place, $"'{ignored}' stands beside $ref, where draft-07 ignores it and other drafts do not. Put both into an allOf.");
                foreach (var (name, _) in node.Members)
                    RequireKnown(place, name);
                schema.Ref = Follow(place, node, reference.Element);
                foreach (var (name, value) in node.Members.Where(member => OwnKeywords.Shapes.ContainsKey(member.Key)))
                    ReadKeyword(schema, name, value);
                break;
            case JsonTypes.Object:
                foreach (var (name, value) in node.Members)
                    ReadKeyword(schema, name, value);
                schema.Reading = _idioms.Of(node);
                break;
            default:
                throw Wrong(place, "a schema (an object, true or false)", node.Element);
        }

        return schema;
    }

    /// <summary>A schema by which payloads name their entity.</summary>
    /// <param name="data">The event's own schema.</param>
    /// <param name="name">The property that names it.</param>
    public Schema Identity(SchemaElement data, string name) =>
        new(_made++, $"{index.PlaceOf(data)} (identity)") { IsAnything = false, Required = [name] };

    /// <summary>The schema of an event's whole body: the envelope, and the event's own schema under the name of its payload.</summary>
    /// <remarks>An event whose payload may be null has one where the envelope asks for an object.</remarks>
    public Schema Body(Schema envelope, string name, SchemaElement data) => new(_made++, $"{index.PlaceOf(data)} (body)")
    {
        IsAnything = false,
        AllOf = [_idioms.Of(data).IsNullable ? envelope.WithoutProperty(_made++, name) : envelope],
        Properties = [new(name, Read(data))],
    };

    private Schema Follow(string place, SchemaElement from, JsonElement reference)
    {
        var text = reference.ValueKind == JsonValueKind.String ? reference.GetString()! : throw Wrong(place + "/$ref", "a reference", reference);
        return index.Find(from, text) is { } target
            ? Read(target)
            : throw new SchemaException(place, $"its $ref '{text}' leads nowhere. Add the schema that it names, or correct the reference.");
    }

    private void ReadKeyword(Schema schema, string name, SchemaElement node)
    {
        var value = node.Element;
        schema.IsAnything &= Keywords.IsAnnotation(name);
        var place = $"{schema.Location}/{JsonPointer.Escape(name)}";
        switch (name)
        {
            case "type":
                schema.TypeOrder = [.. Types(place, value)];
                schema.Types = schema.TypeOrder.Aggregate(JsonTypes.None, (all, type) => all | type);
                break;
            case "enum":
                schema.Enum = [.. List(place, value).Select(item => PhpValues.Of(item))];
                break;
            case "const":
                schema.Const = PhpValues.Of(value);
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
                schema.MinLength = Least(place, node, MaxCharacters);
                break;
            case "maxLength":
                schema.MaxLength = Count(place, node);
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
                schema.TupleItems = Schemas(place, node);
                break;
            case "items":
                schema.Items = Read(node);
                break;
            case "additionalItems":
                schema.AdditionalItems = Read(node);
                break;
            case "minItems":
                schema.MinItems = Least(place, node, MaxEntries);
                break;
            case "maxItems":
                schema.MaxItems = Count(place, node);
                break;
            case "uniqueItems":
                schema.UniqueItems = value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.False ? false : throw Wrong(place, "true or false", value));
                break;
            case "contains":
                schema.Contains = Read(node);
                break;
            case "properties":
                schema.Properties = [.. Members(place, node).Select(member => KeyValuePair.Create(member.Key, Read(member.Value)))];
                break;
            case "patternProperties":
                schema.PatternProperties = [.. Members(place, node).Select(member => (Pattern(place, member.Key), member.Key, Read(member.Value)))];
                break;
            case "additionalProperties":
                schema.AdditionalProperties = Read(node);
                break;
            case "propertyNames":
                schema.PropertyNames = Read(node);
                break;
            case "required":
                schema.Required = [.. Names(place, value)];
                break;
            case "minProperties":
                schema.MinProperties = Least(place, node, MaxEntries);
                break;
            case "maxProperties":
                schema.MaxProperties = Count(place, node);
                break;
            case "dependencies":
                var dependencies = Members(place, node).ToLookup(member => member.Value.Type == JsonTypes.Array);
                schema.NameDependencies = [.. dependencies[true].Select(member => (member.Key, Names(place, member.Value.Element).ToArray()))];
                schema.SchemaDependencies = [.. dependencies[false].Select(member => (member.Key, Read(member.Value)))];
                break;
            case "allOf":
                schema.AllOf = Schemas(place, node);
                break;
            case "anyOf":
                schema.AnyOf = Schemas(place, node);
                break;
            case "oneOf":
                schema.OneOf = Schemas(place, node);
                break;
            case "not":
                schema.Not = Read(node);
                break;
            case "if":
                schema.If = Read(node);
                break;
            case "then":
                schema.Then = Read(node);
                break;
            case "else":
                schema.Else = Read(node);
                break;
            case "examples" when value.ValueKind == JsonValueKind.Array:
                schema.Examples = [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];
                break;
            case OwnKeywords.Usual:
                schema.Usual = [.. Names(place, value)];
                break;
            case OwnKeywords.Evidence:
                schema.Evidence = (Evidence)Choice(name, place, value);
                break;
            case OwnKeywords.Shape:
                schema.Shape = (SourceShape)(Choice(name, place, value) + 1);
                break;
            case OwnKeywords.Seen:
                schema.Seen = Types(place, value).Aggregate(JsonTypes.None, (all, type) => all | type);
                break;
            case OwnKeywords.Sources:
                // For those who read the schema.
                _ = Names(place, value).Count();
                break;
            case OwnKeywords.Role:
                schema.Role = OwnKeywords.RoleOf(OwnKeywords.Choices[name][Choice(name, place, value)]);
                break;
            case OwnKeywords.RefersTo:
                schema.RefersTo = Text(place, value);
                break;
            case OwnKeywords.Follows:
                schema.Follows = [.. Names(place, value)];
                break;
            case OwnKeywords.Ends:
                schema.Ends = value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.False ? false : throw Wrong(place, "true or false", value));
                break;
            case OwnKeywords.DocumentedBy:
                // What it says is asked of the document, for it is known before any schema is read.
                Choice(name, place, value);
                break;
            default:
                RequireKnown(schema.Location, name);
                break;
        }
    }

    private static void RequireKnown(string place, string name)
    {
        if (!Keywords.IsKnown(name))
            throw new SchemaException(place, $"the keyword '{name}' is not one of draft-07, so what it forbids is not known. Remove it, or begin its name with x-.");
    }

    private Schema[] Schemas(string place, SchemaElement node) => List(place, node.Element).MoveNext() ? [.. node.Items.Select(Read)] : [];

    private static JsonElement.ArrayEnumerator List(string place, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 ? value.EnumerateArray() : throw Wrong(place, "a list with at least one entry", value);

    private static IEnumerable<KeyValuePair<string, SchemaElement>> Members(string place, SchemaElement node) =>
        node.Type == JsonTypes.Object ? node.Members : throw Wrong(place, "an object", node.Element);

    private static IEnumerable<string> Names(string place, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(item => Text(place, item)).Distinct() : throw Wrong(place, "a list of names", value);

    private static string Text(string place, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(place, "a text", value);

    /// <summary>A count; one that nothing reaches is as good as the greatest.</summary>
    private static int Count(string place, SchemaElement node) =>
        node.ToCount() is { } count ? (int)Math.Min(count, int.MaxValue) : throw Wrong(place, "a whole number, zero or more", node.Element);

    /// <summary>A count that every value must reach: more than a delivery holds cannot be drawn.</summary>
    private static int Least(string place, SchemaElement node, int most) =>
        Count(place, node) is var count && count <= most ? count : throw new SchemaException(place, $"{count} is more than what is drawn: at most {most}.");

    private static decimal Number(string place, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && decimal.TryParse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= 1e15m
            ? number
            : throw Wrong(place, "a number of at most 10^15", value);

    private static IEnumerable<JsonTypes> Types(string place, JsonElement value) =>
        (value.ValueKind == JsonValueKind.Array ? List(place, value).AsEnumerable() : [value]).Select(item =>
            item.ValueKind == JsonValueKind.String && JsonTypeNames.Of(item.GetString()!) is var type and not JsonTypes.None
                ? type
                : throw Wrong(place, "a type (null, boolean, integer, number, string, array or object)", item));

    /// <summary>Which of its values a word has.</summary>
    private static int Choice(string keyword, string place, JsonElement value) =>
        OwnKeywords.Choices[keyword].Index().Where(choice => value.ValueKind == JsonValueKind.String && choice.Item == value.GetString()).Select(choice => (int?)choice.Index).FirstOrDefault()
            ?? throw Wrong(place, OwnKeywords.Expected(keyword), value);

    private static Regex Pattern(string place, string pattern)
    {
        try
        {
            return JsonPattern.Compile(pattern);
        }
        catch (ArgumentException exception)
        {
            throw new SchemaException(place, $"'{pattern}' is not a regular expression: {exception.Message}");
        }
    }

    private static SchemaException Wrong(string place, string expected, JsonElement actual) =>
        new(place, $"this must be {expected}, and is {(actual.GetRawText() is { Length: <= 60 } text ? text : actual.ValueKind.ToString().ToLowerInvariant())}.");
}
