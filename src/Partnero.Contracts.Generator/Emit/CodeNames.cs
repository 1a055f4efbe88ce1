using Microsoft.CodeAnalysis.CSharp;
using Partnero.Contracts.Generator.Model;

namespace Partnero.Contracts.Generator.Emit;

/// <summary>The C# spelling of names, types and literals.</summary>
internal static class CodeNames
{
    public const string Runtime = "global::Partnero.Contracts";
    public const string Reader = "global::Partnero.Contracts.Reading.PayloadReader";
    public const string Utf8Reader = "global::System.Text.Json.Utf8JsonReader";
    public const string Element = "global::System.Text.Json.JsonElement";
    public const string ElementMap = $"global::System.Collections.Generic.IReadOnlyDictionary<string, {Element}>";

    public static readonly string GeneratedCodeAttribute =
        $"[global::System.CodeDom.Compiler.GeneratedCode(\"Partnero.Contracts.Generator\", \"{typeof(CodeNames).Assembly.GetName().Version!.ToString(3)}\")]";

    /// <summary>The C# type of a value that is there.</summary>
    public static string TypeOf(ValueModel value) => value.Kind switch
    {
        ValueKind.Text or ValueKind.Id => "string",
        ValueKind.Decimal => "decimal",
        ValueKind.Integer => "long",
        ValueKind.Boolean => "bool",
        ValueKind.Timestamp => "global::System.DateTimeOffset",
        ValueKind.Map => $"global::System.Collections.Generic.IReadOnlyDictionary<string, {ItemTypeOf(value)}>",
        ValueKind.List => $"global::System.Collections.Generic.IReadOnlyList<{ItemTypeOf(value)}>",
        ValueKind.Object or ValueKind.OpenValue => value.TypeName!,
        _ => Element,
    };

    /// <summary>The C# type of the values of a map or list. A JsonElement can be null by itself.</summary>
    public static string ItemTypeOf(ValueModel value) =>
        TypeOf(value.Item!) + (value.Item!.IsNullable && value.Item.Kind != ValueKind.Any ? "?" : "");

    /// <summary>The expression that reads a value from the reader's current token.</summary>
    /// <remarks>A type is named in full there: a property of the same name would come before it.</remarks>
    public static string Read(ValueModel value, string reader, GenerationOptions options) => value.Kind switch
    {
        ValueKind.Text => $"{Reader}.ReadString(ref {reader})",
        ValueKind.Id => $"{Reader}.ReadId(ref {reader})",
        ValueKind.Decimal => $"{Reader}.ReadDecimal(ref {reader})",
        ValueKind.Integer => $"{Reader}.ReadInt64(ref {reader})",
        ValueKind.Boolean => $"{Reader}.ReadBoolean(ref {reader})",
        ValueKind.Timestamp => $"{Reader}.ReadTimestamp(ref {reader})",
        ValueKind.Map when value.Item!.Kind == ValueKind.Any => $"{Reader}.ReadMap(ref {reader})",
        ValueKind.Map => $"{Reader}.ReadMap<{ItemTypeOf(value)}>(ref {reader}, {ItemReader(value.Item!, options)})",
        ValueKind.List when value.Item!.Kind == ValueKind.Any => $"{Reader}.ReadList(ref {reader})",
        ValueKind.List => $"{Reader}.ReadList<{ItemTypeOf(value)}>(ref {reader}, {ItemReader(value.Item!, options)})",
        ValueKind.Object => $"global::{options.Namespace}.{value.TypeName}.Read(ref {reader})",
        ValueKind.OpenValue => $"new {value.TypeName}({Reader}.ReadString(ref {reader}))",
        _ => $"{Reader}.ReadElement(ref {reader})",
    };

    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static string ItemReader(ValueModel item, GenerationOptions options)
    {
        var read = Read(item, "item", options);
        if (item.IsNullable && item.Kind != ValueKind.Any)
            read = $"item.TokenType == global::System.Text.Json.JsonTokenType.Null ? ({TypeOf(item)}?)null : {read}";
        return $"static (ref {Utf8Reader} item) => {read}";
    }
}
