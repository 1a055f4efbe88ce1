using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Partnero.Contracts.Schemas;

/// <summary>Questions about the shape of one schema, whatever it refers to.</summary>
internal static class SchemaShapes
{
    /// <summary>The types that <c>type</c> lists, in the order in which they are written; none where it does not say.</summary>
    public static IReadOnlyList<JsonTypes> DeclaredTypes<TNode>(this TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        schema.Member("type") is { } type
            ? [.. (type.Type == JsonTypes.Array ? type.Items : [type]).Where(name => name.Type == JsonTypes.String).Select(name => JsonTypeNames.Of(name.Literal)).Where(named => named != JsonTypes.None)]
            : [];

    /// <summary>The types that a value may have: those that are declared, and of those the ones that listed values have.</summary>
    public static JsonTypes Types<TNode>(this TNode schema)
        where TNode : class, ISchemaNode<TNode>
    {
        var declared = schema.DeclaredTypes() is { Count: > 0 } types ? types.Aggregate(JsonTypes.None, (all, type) => all | type) : JsonTypes.All;
        return schema.ListedValues() is { } values ? declared & values.Aggregate(JsonTypes.None, (all, value) => all | TypeOf(value)) : declared;
    }

    /// <summary>The values of <c>enum</c> or <c>const</c>; null where there is neither.</summary>
    public static IReadOnlyList<TNode>? ListedValues<TNode>(this TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        schema.Member("enum") is { Type: JsonTypes.Array } list ? list.Items : schema.Member("const") is { } only ? [only] : null;

    /// <summary>The strings of <c>enum</c> or <c>const</c>; null if nothing is listed, or others than strings and null.</summary>
    public static IReadOnlyList<string>? KnownTexts<TNode>(this TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        schema.ListedValues() is { } values && values.Any(value => value.Type == JsonTypes.String) && values.All(value => value.Type is JsonTypes.String or JsonTypes.Null)
            ? [.. values.Where(value => value.Type == JsonTypes.String).Select(value => value.Literal).Distinct()]
            : null;

    /// <summary>The branches of a choice; none where the schema is not one.</summary>
    public static IReadOnlyList<TNode> Branches<TNode>(this TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        (schema.Member("anyOf") ?? schema.Member("oneOf"))?.Items ?? [];

    /// <summary>The one part of an <c>allOf</c> that says no more than that part; null where the schema is not such a wrapper.</summary>
    public static TNode? Wrapped<TNode>(this TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        schema.Member("allOf")?.Items is [var only] && schema.Members.All(member => member.Key == "allOf" || Keywords.IsAnnotation(member.Key)) ? only : null;

    /// <summary>Keywords beside <c>$ref</c> that say something of values: draft-07 ignores them, and other drafts do not.</summary>
    public static IEnumerable<string> BesideReference<TNode>(this TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        schema.Member("$ref") is null ? [] : schema.Members.Select(member => member.Key).Where(name => name != "$ref" && Keywords.IsKnown(name) && !Keywords.IsAnnotation(name));

    /// <summary>An object whose names are not described.</summary>
    public static bool IsMap<TNode>(this TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        schema.Is(JsonTypes.Object) && schema.DescribesNoNames();

    /// <summary>Whether no property is described, and none must be there.</summary>
    public static bool DescribesNoNames<TNode>(this TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        schema.Member("properties")?.Members.Any() != true && schema.Member("required") is null && schema.ChoiceOfParts() is null;

    /// <summary>Whether all values but null are of some types, and all of these types are there.</summary>
    public static bool Is<TNode>(this TNode schema, JsonTypes types)
        where TNode : class, ISchemaNode<TNode> =>
        schema.Types() is var all && all != JsonTypes.All && (all & ~JsonTypes.Null) == types;

    public static bool IsNull<TNode>(this TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        schema.Types() == JsonTypes.Null;

    /// <summary>Whether <c>type</c> says that it is an object, or an object or null.</summary>
    public static bool IsDeclaredObject<TNode>(this TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        schema.DeclaredTypes() is var types && types.Contains(JsonTypes.Object) && types.All(type => type is JsonTypes.Object or JsonTypes.Null);

    /// <summary>Whether a schema says which types a value has, and no more.</summary>
    public static bool SaysOnlyTypes<TNode>(this TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        schema.Type == JsonTypes.Object && schema.Members.All(member => member.Key == "type" || Keywords.IsAnnotation(member.Key));

    /// <summary>The names in <c>required</c>.</summary>
    public static IEnumerable<string> RequiredNames<TNode>(this TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        (schema.Member("required")?.Items ?? []).Where(name => name.Type == JsonTypes.String).Select(name => name.Literal);

    /// <summary>Whether a schema allows everything, as <c>true</c> does.</summary>
    public static bool SaysNothing<TNode>(this TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        schema.Type == JsonTypes.Object ? schema.Members.All(member => Keywords.IsAnnotation(member.Key)) : schema.Type == JsonTypes.Boolean && !IsFalse(schema);

    /// <summary><c>false</c>, or a <c>not</c> of anything.</summary>
    public static bool ForbidsEverything<TNode>(this TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        IsFalse(schema) || (schema.Member("not") is { } not && not.SaysNothing());

    private static bool IsFalse<TNode>(TNode schema)
        where TNode : class, ISchemaNode<TNode> =>
        schema is { Type: JsonTypes.Boolean, Literal: "false" };

    /// <summary>A number that is whole is an integer, however it is written.</summary>
    private static JsonTypes TypeOf<TNode>(TNode value)
        where TNode : class, ISchemaNode<TNode> =>
        (value.Type & JsonTypes.Number) == 0 ? value.Type
        : double.TryParse(value.Literal, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Floor(number) == number ? JsonTypes.Integer
        : JsonTypes.Fraction;
}
