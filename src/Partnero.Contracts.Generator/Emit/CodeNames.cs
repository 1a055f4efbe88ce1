using Microsoft.CodeAnalysis.CSharp;
using Partnero.Contracts.Generator.Model;

namespace Partnero.Contracts.Generator.Emit;

/// <summary>The C# spelling of names, types and literals.</summary>
internal static class CodeNames
{
    public const string Runtime = "global::Partnero.Contracts";
    public const string Reader = "global::Partnero.Contracts.Reading.PayloadReader";
    public const string Deviations = "global::Partnero.Contracts.Reading.DeviationCollector?";
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

    /// <summary>Whether null is told from a value by the C# type. A JsonElement can be null by itself.</summary>
    public static bool CanBeNull(ValueModel value) => value.IsNullable && value.Kind != ValueKind.Any;

    /// <summary>The C# type of a value that may be null, where its schema allows it.</summary>
    public static string NullableTypeOf(ValueModel value) => TypeOf(value) + (CanBeNull(value) ? "?" : "");

    /// <summary>The C# type of the values of a map or list.</summary>
    public static string ItemTypeOf(ValueModel value) => NullableTypeOf(value.Item!);

    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
