using System.Text.RegularExpressions;
using Partnero.Contracts.Testing.Php;

namespace Partnero.Contracts.Testing.Schemas;

/// <summary>One schema or subschema of draft-07, read and linked. Null stands for a keyword that is absent.</summary>
/// <remarks>Never changed once <see cref="SchemaReader"/> is done with it; cycles run through <see cref="Ref"/>.</remarks>
internal sealed class Schema(int id, string location)
{
    /// <summary>A number of its own, so that sets of schemas can be told apart.</summary>
    public int Id { get; private set; } = id;

    /// <summary>The address of its file and, after #, a JSON pointer.</summary>
    public string Location { get; } = location;

    /// <summary>The value of a schema that is true or false.</summary>
    public bool? Constant { get; set; }

    /// <summary>Whether nothing is said of values: no keyword but those for readers.</summary>
    public bool IsAnything { get; set; } = true;

    /// <summary>What a <c>$ref</c> leads to; in draft-07 nothing beside it counts.</summary>
    public Schema? Ref { get; set; }

    /// <summary>How sure it is that the sender sends a property, or a branch of a union, of this schema: what <c>x-evidence</c> says.</summary>
    public Evidence Evidence { get; set; }

    /// <summary>The shape of the payload in which it stands alone.</summary>
    public SourceShape Shape { get; set; }

    /// <summary>Whether a usual payload has it: one as the guide shows it.</summary>
    public bool IsUsual => Evidence == Evidence.Known && Shape != SourceShape.Rest;

    /// <summary>Of what it allows, the types that the sender's sources show: what <c>x-seen</c> says; null where nothing does.</summary>
    public JsonTypes? Seen { get; set; }

    /// <summary>What a property of this schema is to those who test a consumer: what <c>x-role</c> says; null where nothing does.</summary>
    public FieldRole? Role { get; set; }

    /// <summary>The kind of entity that a property of this schema names: what <c>x-refers-to</c> says.</summary>
    public string? RefersTo { get; set; }

    /// <summary>Of an event: what may have happened to its entity before: what <c>x-follows</c> lists.</summary>
    public IReadOnlyList<string>? Follows { get; set; }

    /// <summary>Of an event: whether its entity's life ends with it.</summary>
    public bool Ends { get; set; }

    /// <summary>Texts that are such as the sender's: what <c>examples</c> lists.</summary>
    public IReadOnlyList<string> Examples { get; set; } = [];

    /// <summary>What the schema is read as, whatever order its branches and types are written in.</summary>
    public SchemaReading<SchemaElement> Reading { get; set; } = new(SchemaIdiom.None, false, []);

    public JsonTypes Types { get; set; } = JsonTypes.All;

    /// <summary>The types in the order in which they are written.</summary>
    public JsonTypes[]? TypeOrder { get; set; }

    public PhpValue[]? Enum { get; set; }

    public PhpValue? Const { get; set; }

    public decimal? Minimum { get; set; }

    public decimal? Maximum { get; set; }

    public decimal? ExclusiveMinimum { get; set; }

    public decimal? ExclusiveMaximum { get; set; }

    public decimal? MultipleOf { get; set; }

    public int? MinLength { get; set; }

    public int? MaxLength { get; set; }

    public string? Pattern { get; set; }

    public Regex? PatternRegex { get; set; }

    public string? Format { get; set; }

    public Schema? Items { get; set; }

    public Schema[]? TupleItems { get; set; }

    public Schema? AdditionalItems { get; set; }

    public int? MinItems { get; set; }

    public int? MaxItems { get; set; }

    public bool UniqueItems { get; set; }

    public Schema? Contains { get; set; }

    public IReadOnlyList<KeyValuePair<string, Schema>> Properties { get; set; } = [];

    public IReadOnlyList<(Regex Regex, string Pattern, Schema Schema)> PatternProperties { get; set; } = [];

    public Schema? AdditionalProperties { get; set; }

    public Schema? PropertyNames { get; set; }

    public IReadOnlyList<string> Required { get; set; } = [];

    /// <summary>The properties that are always seen, though nothing says that they must be there: what <c>x-usual</c> lists.</summary>
    public IReadOnlyList<string> Usual { get; set; } = [];

    public int? MinProperties { get; set; }

    public int? MaxProperties { get; set; }

    /// <summary>Names that want other names beside them.</summary>
    public IReadOnlyList<(string Name, string[] Wants)> NameDependencies { get; set; } = [];

    /// <summary>Names that put a schema on the whole object.</summary>
    public IReadOnlyList<(string Name, Schema Schema)> SchemaDependencies { get; set; } = [];

    public Schema[] AllOf { get; set; } = [];

    public Schema[]? AnyOf { get; set; }

    public Schema[]? OneOf { get; set; }

    public Schema? Not { get; set; }

    public Schema? If { get; set; }

    public Schema? Then { get; set; }

    public Schema? Else { get; set; }

    /// <summary>Whether a property of this name is described by <see cref="Properties"/> or <see cref="PatternProperties"/>.</summary>
    public bool Describes(string name) =>
        Properties.Any(property => property.Key == name) || PatternProperties.Any(pattern => pattern.Regex.IsMatch(name));

    /// <summary>The schemas that this one puts on a property.</summary>
    public IEnumerable<Schema> OfProperty(string name)
    {
        var isDescribed = false;
        foreach (var property in Properties)
        {
            if (property.Key != name)
                continue;
            isDescribed = true;
            yield return property.Value;
        }

        foreach (var pattern in PatternProperties)
        {
            if (!pattern.Regex.IsMatch(name))
                continue;
            isDescribed = true;
            yield return pattern.Schema;
        }

        if (!isDescribed && AdditionalProperties is not null)
            yield return AdditionalProperties;
    }

    /// <summary>The schema that this one puts on an item.</summary>
    public Schema? OfItem(int index) =>
        TupleItems is null ? Items : index < TupleItems.Length ? TupleItems[index] : AdditionalItems;

    /// <summary>The schema at the end of a chain of <c>$ref</c>.</summary>
    public Schema Target()
    {
        var schema = this;
        for (var left = 100; schema.Ref is not null && left > 0; left--)
            schema = schema.Ref;
        return schema;
    }

    /// <summary>All that the schema says but its <c>not</c>.</summary>
    public Schema WithoutNot()
    {
        var others = (Schema)MemberwiseClone();
        others.Id = -1 - Id;
        others.Not = null;
        return others;
    }

    /// <summary>All that the schema says but what one property is like.</summary>
    public Schema WithoutProperty(int id, string name)
    {
        var others = (Schema)MemberwiseClone();
        others.Id = id;
        others.Properties = [.. Properties.Where(property => property.Key != name)];
        return others;
    }

    public override string ToString() => Location;
}
