using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using Partnero.Contracts.Generator.Model;
using static Partnero.Contracts.Generator.Emit.CodeNames;

namespace Partnero.Contracts.Generator.Emit;

/// <summary>Writes a payload's record and its reader.</summary>
internal static class ObjectEmitter
{
    public static SourceText Emit(ObjectModel model, GenerationOptions options)
    {
        var code = SourceWriter.ForFile(options.Namespace);
        code.Summary(model.Description);
        code.GeneratedCode();
        code.Open($"{options.Visibility} sealed partial record {model.Name}");
        foreach (var property in model.Properties)
        {
            EmitProperty(code, property);
            code.Line();
        }

        if (model.IsOpen)
        {
            code.Summary("The properties that came and that the schema does not describe.");
            code.Line($"public {ElementMap} AdditionalProperties {{ get; init; }} = global::System.Collections.ObjectModel.ReadOnlyDictionary<string, {Element}>.Empty;");
            code.Line();
        }

        EmitReader(code, model, options);
        code.Close();
        return code.ToSource();
    }

    private static void EmitProperty(SourceWriter code, PropertyModel property)
    {
        code.Summary(property.Description);
        if (property.Limits.Length > 0)
            code.Doc("remarks", $"Schema: {property.Limits}.");
        var required = property.IsRequired ? "required " : "";
        code.Line($"public {required}{TypeOf(property.Value)}{(CanBeNull(property) ? "?" : "")} {property.ClrName} {{ get; init; }}");
    }

    private static bool CanBeNull(PropertyModel property) =>
        property.IsRequired ? property.Value.IsNullable && property.Value.Kind != ValueKind.Any : true;

    private static void EmitReader(SourceWriter code, ObjectModel model, GenerationOptions options)
    {
        code.Open($"internal static {model.Name} Read(ref {Utf8Reader} reader, ref {Deviations} deviations)");
        if (model.BareId is { } id)
        {
            const string tokens = "global::System.Text.Json.JsonTokenType";
            code.Line($"if (reader.TokenType is {tokens}.String{(id.Value.Kind == ValueKind.Id ? $" or {tokens}.Number" : "")})");
            code.Indent();
            code.Line($"return new {model.Name} {{ {id.ClrName} = {ReadExpressions.Read(id.Value, options)} }};");
            code.Outdent();
            code.Line();
        }

        var start = model.BareId is null ? "StartObject" : model.BareId.Value.Kind == ValueKind.Id ? "StartObjectOrId" : "StartObjectOrText";
        code.Line($"var start = {Reader}.{start}(ref reader);");
        var index = 0;
        var locals = model.Properties.Select(property => (Property: property, Local: $"p{index++}")).ToList();
        foreach (var (property, local) in locals)
        {
            code.Line($"{TypeOf(property.Value)}? {local} = null;");
            if (NeedsFlag(property))
                code.Line($"var {local}Came = false;");
        }

        if (model.IsOpen)
            code.Line($"global::System.Collections.Generic.Dictionary<string, {Element}>? kept = null;");
        EmitProperties(code, locals, model.IsOpen, options);
        code.Line();

        code.Open($"return new {model.Name}");
        foreach (var (property, local) in locals)
            code.Line($"{property.ClrName} = {Result(property, local)},");
        if (model.IsOpen)
            code.Line($"AdditionalProperties = kept ?? ({ElementMap})global::System.Collections.ObjectModel.ReadOnlyDictionary<string, {Element}>.Empty,");
        code.Close("};");
        code.Close();
    }

    /// <summary>
    /// Walks the properties. They come in the order of the schema as a rule, so each is looked for after the one before: of a usual payload, every name is
    /// compared once. A name that was there before the first and is still there after the last is unknown; any other is looked for again from the first.
    /// </summary>
    private static void EmitProperties(SourceWriter code, List<(PropertyModel Property, string Local)> locals, bool isOpen, GenerationOptions options)
    {
        var other = isOpen ? $"{Reader}.Keep(ref reader, ref kept);" : $"{Reader}.Skip(ref reader);";
        if (locals.Count == 0)
        {
            code.Open($"while ({Reader}.NextProperty(ref reader))");
            code.Line(other);
            code.Close();
            return;
        }

        code.Line($"var isThere = {Reader}.NextProperty(ref reader);");
        code.Open("while (isThere)");
        code.Line("var first = reader.TokenStartIndex;");
        foreach (var (property, local) in locals)
        {
            code.Open($"if ({Reader}.NameIs(ref reader, {Literal(property.JsonName)}u8))");
            EmitValue(code, property, local, options);
            code.Line($"if (!{Reader}.NextProperty(ref reader))");
            code.Indent();
            code.Line("break;");
            code.Outdent();
            code.Close();
            code.Line();
        }

        code.Open("if (reader.TokenStartIndex == first)");
        code.Line(other);
        code.Line($"isThere = {Reader}.NextProperty(ref reader);");
        code.Close();
        code.Close();
    }

    private static void EmitValue(SourceWriter code, PropertyModel property, string local, GenerationOptions options)
    {
        if (NeedsFlag(property))
            code.Line($"{local}Came = true;");
        if (property.Value.Kind == ValueKind.Any)
        {
            code.Line("reader.Read();");
            code.Line($"{local} = {ReadExpressions.OfProperty(property, options)};");
        }
        else
        {
            // Of several values of one name the last counts, also where that is null.
            code.Line($"{local} = null;");
            code.Line($"if ({Reader}.HasValue(ref reader))");
            code.Indent();
            code.Line($"{local} = {ReadExpressions.OfProperty(property, options)};");
            code.Outdent();
        }
    }

    private static string Result(PropertyModel property, string local)
    {
        var missing = $"throw {Reader}.Missing(start, {Literal(property.JsonName)}{(property.Value.IsStrict ? ", isStrict: true" : "")})";
        if (NeedsFlag(property))
            return $"{local}Came ? {local} : {missing}";
        return property.IsRequired ? $"{local} ?? {missing}" : local;
    }

    /// <summary>A property that must be there and may be null: its value alone does not tell whether it came.</summary>
    private static bool NeedsFlag(PropertyModel property) =>
        property.IsRequired && property.Value.IsNullable && property.Value.Kind != ValueKind.Any;
}
