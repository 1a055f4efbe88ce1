using Partnero.Contracts.Generator.Model;
using static Partnero.Contracts.Generator.Emit.CodeNames;

namespace Partnero.Contracts.Generator.Emit;

/// <summary>The expressions that read a value from the current token of <c>reader</c>, with <c>deviations</c> beside it.</summary>
/// <remarks>A type is named in full there: a property of the same name would come before it.</remarks>
internal static class ReadExpressions
{
    private const string Both = "ref reader, ref deviations";
    private const string Lambda = $"static (ref {Utf8Reader} reader, ref {Deviations} deviations) => ";

    /// <summary>Reads the value of a property that is there.</summary>
    public static string OfProperty(PropertyModel property, GenerationOptions options)
    {
        if (property.Value.IsStrict || property.Value.Kind == ValueKind.Any)
            return property.IsGuarded ? ReadStrict(property.Value, options) : Read(property.Value, options);
        return property.IsRequired && !property.Value.IsNullable
            ? $"{Reader}.ReadRequired<{TypeOf(property.Value)}>({Both}, {Function(property.Value, options)})"
            : ReadOrNull(property.Value, options);
    }

    /// <summary>Reads a payload; one that can be null is that, where it has another type.</summary>
    public static string OfPayload(ValueModel value, GenerationOptions options) => CanBeNull(value)
        ? $"reader.TokenType == global::System.Text.Json.JsonTokenType.Null ? ({NullableTypeOf(value)})null : {(value.IsStrict ? Read(value, options) : ReadOrNull(value, options))}"
        : Read(value, options);

    /// <summary>Reads a value; another type is an exception.</summary>
    public static string Read(ValueModel value, GenerationOptions options) => value.Kind switch
    {
        ValueKind.Text => $"{Reader}.ReadString(ref reader)",
        ValueKind.Id => $"{Reader}.ReadId(ref reader)",
        ValueKind.Decimal => $"{Reader}.ReadDecimal(ref reader)",
        ValueKind.Integer => $"{Reader}.ReadInt64(ref reader)",
        ValueKind.Boolean => $"{Reader}.ReadBoolean(ref reader)",
        ValueKind.Timestamp => $"{Reader}.ReadTimestamp(ref reader)",
        ValueKind.Map when value.Item!.Kind == ValueKind.Any => $"{Reader}.ReadMap(ref reader)",
        ValueKind.Map => $"{Reader}.ReadMap<{ItemTypeOf(value)}>({Both}, {Items(value.Item!, options)})",
        ValueKind.List when value.Item!.Kind == ValueKind.Any => $"{Reader}.ReadList(ref reader)",
        ValueKind.List => $"{Reader}.ReadList<{ItemTypeOf(value)}>({Both}, {Items(value.Item!, options)})",
        ValueKind.Object when value.OrEmptyList => $"{Reader}.IsEmptyList(ref reader) ? null : {Read(value with { OrEmptyList = false }, options)}",
        ValueKind.Object => $"global::{options.Namespace}.{value.TypeName}.Read({Both})",
        ValueKind.OpenValue => $"new {value.TypeName}({Reader}.ReadString(ref reader))",
        _ => $"{Reader}.ReadElement(ref reader)",
    };

    /// <summary>Reads a value of a strict role, in which a part that is not strict may be missing or have another type.</summary>
    private static string ReadStrict(ValueModel value, GenerationOptions options) => value.OrEmptyList
        ? $"{Reader}.IsEmptyList(ref reader) ? null : {ReadStrict(value with { OrEmptyList = false }, options)}"
        : $"{Reader}.ReadStrict<{TypeOf(value)}>({Both}, {Function(value, options)})";

    /// <summary>Reads a value that may be null in its place; another type is null, and a deviation.</summary>
    private static string ReadOrNull(ValueModel value, GenerationOptions options) => value.Kind switch
    {
        ValueKind.Text => $"{Reader}.ReadStringOrNull({Both})",
        ValueKind.Id => $"{Reader}.ReadIdOrNull({Both})",
        ValueKind.Decimal => $"{Reader}.ReadDecimalOrNull({Both})",
        ValueKind.Integer => $"{Reader}.ReadInt64OrNull({Both})",
        ValueKind.Boolean => $"{Reader}.ReadBooleanOrNull({Both})",
        ValueKind.Timestamp => $"{Reader}.ReadTimestampOrNull({Both})",
        ValueKind.OpenValue => $"{Reader}.ReadStringOrNull({Both}) is {{ }} text ? new {value.TypeName}(text) : ({value.TypeName}?)null",
        ValueKind.Any => Read(value, options),
        ValueKind.Object when value.OrEmptyList => $"{Reader}.IsEmptyList(ref reader) ? null : {ReadOrNull(value with { OrEmptyList = false }, options)}",
        _ => $"{Reader}.ReadOrNull<{TypeOf(value)}>({Both}, {Function(value, options)})",
    };

    private static string Function(ValueModel value, GenerationOptions options) =>
        value.Kind == ValueKind.Object ? $"global::{options.Namespace}.{value.TypeName}.Read" : Lambda + Read(value, options);

    private static string Items(ValueModel item, GenerationOptions options)
    {
        if (!item.IsNullable || item.Kind == ValueKind.Any)
            return Function(item, options) + (item.IsStrict ? ", isStrict: true" : "");
        var read = item.IsStrict ? Read(item, options) : ReadOrNull(item, options);
        return $"{Lambda}reader.TokenType == global::System.Text.Json.JsonTokenType.Null ? ({TypeOf(item)}?)null : {read}{(item.IsStrict ? ", isStrict: true" : "")}";
    }
}
